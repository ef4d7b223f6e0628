import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { use, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { problemCauses } from "@/api/problem-causes";
import type { Assignment, Problem, ProblemCause } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { reportProblem } from "../api/problems";
import { Dry } from "../dry";
import { WordField, type Word } from "./WordField";

export interface Props {
  assignment: Assignment;
  /** The scores are sent: only then may the words be read. */
  answered: boolean;
  /** Sends the scores; null while they are incomplete. */
  onSendScores: (() => void) | null;
  onClose: () => void;
}

/** What is wrong with a clip, and at which word it starts. */
export default function ProblemForm({ assignment, answered, onSendScores, onClose }: Props) {
  const { t } = useTranslation();
  const dry = use(Dry);
  const [cause, setCause] = useState<ProblemCause | null>(null);
  const [word, setWord] = useState<Word | null>(null);
  const [note, setNote] = useState("");
  const report = useMutation({
    mutationFn: (problem: Problem) =>
      dry ? Promise.resolve() : reportProblem(assignment.id, problem),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const place = { word: word?.text ?? "", word_index: word?.index ?? null };
    if (cause !== null) report.mutate({ cause, note, ...place });
  };
  if (report.isSuccess)
    return (
      <Stack role="status">
        <Text>{t("problem.thanks")}</Text>
        <Button onClick={onClose}>{t("common.close")}</Button>
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Radio.Group
          label={t("problem.cause")}
          value={cause}
          onChange={(value) => setCause(problemCauses.find((one) => one === value) ?? null)}
        >
          <Stack gap="sm" mt="sm">
            {problemCauses.map((one) => (
              <Radio key={one} value={one} label={t(`problem.${one}`)} size="md" />
            ))}
          </Stack>
        </Radio.Group>
        {answered ? (
          <WordField assignment={assignment} value={word} onChange={setWord} />
        ) : (
          <WordsLater onSendScores={onSendScores} />
        )}
        <Textarea
          label={t("skip.note")}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ErrorNote error={report.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={cause === null} loading={report.isPending}>
            {t("problem.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Who has read a text hears it better than it is: the scores come first. */
function WordsLater({ onSendScores }: Pick<Props, "onSendScores">) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t("problem.words_later")}
      </Text>
      {onSendScores !== null && (
        <Button mt="xs" variant="default" onClick={onSendScores}>
          {t("problem.show_words")}
        </Button>
      )}
    </div>
  );
}
