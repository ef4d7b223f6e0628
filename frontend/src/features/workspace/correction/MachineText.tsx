import { Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Texts } from "@/api/types";
import { ItemText } from "@/components/ItemText";

interface Props {
  language: string;
  texts: Texts;
}

/** What stood there before any native read it. */
export function MachineText({ language, texts }: Props) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" component="section" aria-label={t("correcting.machine")}>
      <Text fw={600} c="dimmed">
        {t("correcting.machine")}
      </Text>
      <div>
        <ItemText language={language}>{texts.question}</ItemText>
      </div>
      <div>
        <ItemText language={language}>{texts.answer}</ItemText>
      </div>
    </Paper>
  );
}
