import { Button, Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { SOURCE } from "@/api/languages";
import type { Dispute, Texts } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";

import { useSettle } from "../api/disputes";
import { FinalTextForm } from "./FinalTextForm";
import { TextsBlock } from "./TextsBlock";

interface Props {
  slug: string;
  dispute: Dispute;
}

/** Two natives' texts beside the source and the machine's; the last word on them. */
export function DisputeCard({ slug, dispute }: Props) {
  const { t } = useTranslation();
  const settle = useSettle(slug, dispute.id);
  const [chosen, setChosen] = useState<Texts>(dispute.machine);
  const [reason, setReason] = useState("");
  const { language } = dispute;
  const take = (texts: Texts) => setChosen({ question: texts.question, answer: texts.answer });
  const send = (verdict: "corrected" | "untranslatable") =>
    settle.mutate({ verdict, ...chosen, override_reason: reason });
  return (
    <Paper withBorder p="md">
      <Stack>
        <Text fw={600}>
          <LanguageName code={language} /> · <bdi dir="ltr">{dispute.item}</bdi>
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextsBlock title={t("disputes.source")} language={SOURCE} texts={dispute.english} />
          <TextsBlock
            title={t("disputes.machine")}
            language={language}
            texts={dispute.machine}
            onTake={take}
          />
          {dispute.answers.map((answer, index) => (
            <TextsBlock
              key={index}
              title={t("disputes.native", { letter: String.fromCharCode(65 + index) })}
              language={language}
              texts={answer.verdict === "untranslatable" ? null : answer}
              onTake={take}
            />
          ))}
        </SimpleGrid>
        <FinalTextForm
          language={language}
          texts={chosen}
          reason={reason}
          onWrite={setChosen}
          onReason={setReason}
        />
        <ErrorNote error={settle.error} />
        <Group>
          <Button loading={settle.isPending} onClick={() => send("corrected")}>
            {t("disputes.settle")}
          </Button>
          <Button
            variant="default"
            loading={settle.isPending}
            onClick={() => send("untranslatable")}
          >
            {t("disputes.untranslatable")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
