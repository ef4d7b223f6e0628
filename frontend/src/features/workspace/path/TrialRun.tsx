import { Button, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api/client";
import type { Trial } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { TrialQuestion } from "./TrialQuestion";

interface Props {
  trial: Pick<Trial, "questions" | "scale">;
  language: string;
  /** Those given so far, in order. */
  answers: number[];
  sending: boolean;
  error: Error | null;
  onAnswers: (answers: number[]) => void;
  onDone: (answers: number[]) => void;
  onStale: () => void;
}

/** The questions of a trial, one at a time. */
export function TrialRun(props: Props) {
  const { trial, language, answers, sending, error, onAnswers, onDone, onStale } = props;
  const { t } = useTranslation();
  const { questions } = trial;
  const question = questions[answers.length];
  const answer = (one: number) => {
    const next = [...answers, one];
    onAnswers(next);
    if (next.length === questions.length) onDone(next);
  };
  const number = Math.min(answers.length + 1, questions.length);
  const position = t("path.question", { number, total: questions.length });
  const stale = error instanceof ApiError && error.code === "trial_missing";
  return (
    <>
      <div>
        <Progress value={(100 * answers.length) / questions.length} aria-label={position} />
        <Text size="sm" mt={4}>
          {position}
        </Text>
      </div>
      {question !== undefined && (
        <TrialQuestion
          key={answers.length}
          question={question}
          scale={trial.scale}
          language={language}
          nextAudio={questions[answers.length + 1]?.audio_url ?? null}
          onAnswer={answer}
        />
      )}
      <ErrorNote error={error} />
      {question === undefined && (
        <Button size="lg" loading={sending} onClick={() => (stale ? onStale() : onDone(answers))}>
          {t("path.continue")}
        </Button>
      )}
    </>
  );
}
