import { Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { AskedItem } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import { AnswerBlock } from "./AnswerBlock";
import { Given } from "./Given";

/** One question: heard, with what was given, what is right, and what each system said. */
export function AskedCard({ item }: { item: AskedItem }) {
  const { t } = useTranslation();
  const { language, target, answers } = item;
  const { name } = useLanguage(language);
  return (
    <Paper withBorder p="md" component="article" aria-label={item.key}>
      <Text size="sm" c="dimmed" mb="xs">
        <LanguageName code={language} /> · <bdi dir="ltr">{item.key}</bdi>
      </Text>
      <Group wrap="nowrap" align="flex-start">
        <ClipButton
          url={item.audio}
          duration={item.seconds}
          label={t("benchmarks.question_in", { language: name })}
        />
        <ItemText language={language}>{item.question}</ItemText>
      </Group>
      <Given language={language} given={item.given} />
      {item.reference !== "" && (
        <Text size="sm" component="div" mt="xs">
          {t("benchmarks.right")}{" "}
          {item.reference.split("\n").map((right) => (
            <ItemText key={right} language={target} size="row">
              {right}
            </ItemText>
          ))}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm">
        {answers.map((answer) => (
          <AnswerBlock
            key={answer.system}
            name={answer.system}
            answer={answer}
            language={target}
            preferred={false}
          />
        ))}
      </SimpleGrid>
    </Paper>
  );
}
