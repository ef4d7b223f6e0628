import { Button, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Proposal, Texts } from "@/api/types";
import { ItemText } from "@/components/ItemText";

import { DiffView } from "./DiffView";
import { fields } from "./draft";

interface Props {
  letter: string;
  language: string;
  machine: Texts;
  proposal: Proposal;
  onTake: () => void;
}

/** One of two natives' texts, for the one who decides. */
export function ProposalCard({ letter, language: code, machine, proposal, onTake }: Props) {
  const { t } = useTranslation();
  const language = useLanguage(code);
  const name = t("correcting.native", { letter });
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Group justify="space-between">
        <Text fw={600} c="dimmed">
          {name}
        </Text>
        {!proposal.untranslatable && (
          <Button
            variant="default"
            aria-label={`${t("correcting.take")}: ${name}`}
            onClick={onTake}
          >
            {t("correcting.take")}
          </Button>
        )}
      </Group>
      {proposal.untranslatable ? (
        <Text>{t("correcting.says_untranslatable")}</Text>
      ) : (
        fields.map((field) => (
          <div key={field}>
            <ItemText language={code}>{proposal[field]}</ItemText>
            <DiffView
              before={machine[field]}
              after={proposal[field]}
              language={language}
              title={t("correcting.changes")}
            />
          </div>
        ))
      )}
    </Paper>
  );
}
