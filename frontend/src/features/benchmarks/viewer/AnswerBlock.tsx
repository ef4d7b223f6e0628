import { Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ComparedAnswer } from "@/api/types";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

interface Props {
  name: string;
  answer: ComparedAnswer | null;
  /** The one it was asked in. */
  language: string;
  preferred: boolean;
}

/** One system's answer, in the language it is in as far as anybody can tell. */
export function AnswerBlock({ name, answer, language, preferred }: Props) {
  const { t } = useTranslation();
  const guess = answer?.guessed_language ?? "";
  const spoken = guess === "" ? language : guess;
  return (
    <Paper
      withBorder
      p="sm"
      style={preferred ? { borderColor: "var(--studio-accent)" } : undefined}
    >
      <Title order={2} size="h5">
        <bdi>{name}</bdi>
      </Title>
      {spoken !== language && (
        <Text size="sm" c="var(--studio-warn)">
          {t("benchmarks.answered_in")} <LanguageName code={spoken} />
        </Text>
      )}
      {answer === null && <Text c="dimmed">{t("benchmarks.no_answer")}</Text>}
      {answer?.text === "" && <Text c="dimmed">{t("benchmarks.empty_answer")}</Text>}
      <ItemText language={spoken} size="row">
        {answer?.text ?? ""}
      </ItemText>
      {typeof answer?.heard === "string" && (
        <Text size="sm" c="dimmed" mt="xs" component="div">
          {t("benchmarks.heard")}
          <ItemText language={language} size="row">
            {answer.heard}
          </ItemText>
        </Text>
      )}
    </Paper>
  );
}
