import { Badge, Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { ComparedItem, Comparison } from "@/api/types";
import { ClipButton } from "@/components/ClipButton";
import { Disclosure } from "@/components/Disclosure";
import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import { AnswerBlock } from "./AnswerBlock";
import { OutcomeBadge } from "./OutcomeBadge";
import { Reasons } from "./Reasons";
import { Transcript } from "./Transcript";
import { Votes } from "./Votes";

interface Props {
  comparison: Comparison;
  item: ComparedItem;
}

/** One question: heard, answered twice, judged. */
export function ComparedCard({ comparison, item }: Props) {
  const { t } = useTranslation();
  const { language, outcome, judgements } = item;
  const { name } = useLanguage(language);
  const { system, baseline } = comparison;
  return (
    <Paper withBorder p="md" component="article" aria-label={item.key}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          <LanguageName code={language} /> · <bdi dir="ltr">{item.key}</bdi>
        </Text>
        <Group gap="xs">
          {item.flipped && (
            <Badge variant="default" tt="none">
              {t("benchmarks.flipped")}
            </Badge>
          )}
          <OutcomeBadge comparison={comparison} item={item} />
        </Group>
      </Group>
      <Group wrap="nowrap" align="flex-start" mb="sm">
        <ClipButton
          url={item.audio}
          duration={item.seconds}
          label={t("benchmarks.question_in", { language: name })}
        />
        <ItemText language={language}>{item.question}</ItemText>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <AnswerBlock
          name={system}
          answer={item.system}
          language={language}
          preferred={outcome === "win"}
        />
        <AnswerBlock
          name={baseline}
          answer={item.baseline}
          language={language}
          preferred={outcome === "loss"}
        />
      </SimpleGrid>
      <Votes comparison={comparison} votes={item.people} />
      <Reasons comparison={comparison} judgements={judgements} />
      {item.reference !== "" && (
        <Disclosure label={t("benchmarks.reference")}>
          <ItemText language={language} size="row">
            {item.reference}
          </ItemText>
        </Disclosure>
      )}
      {judgements.length > 0 && (
        <Disclosure label={t("benchmarks.transcript")}>
          <Transcript judgements={judgements} />
        </Disclosure>
      )}
    </Paper>
  );
}
