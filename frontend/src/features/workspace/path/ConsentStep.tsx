import { Alert, Button, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ConsentText } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { ItemText } from "@/components/ItemText";

import { StepTitle } from "./StepTitle";

interface Props {
  consent: ConsentText;
  sending: boolean;
  error: Error | null;
  onAgree: (version: number) => void;
}

/** What this is, what happens with the answers, and what may be upsetting: read, then agree. */
export function ConsentStep({ consent, sending, error, onAgree }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <StepTitle title={t("path.consent_title")} />
      <Paper withBorder p="md">
        <ItemText language={consent.language}>{consent.text}</ItemText>
      </Paper>
      {consent.warning !== "" && (
        <Alert color="yellow">
          <Text fw={600} mb={4}>
            {t("path.warning_title")}
          </Text>
          <ItemText language={consent.language}>{consent.warning}</ItemText>
        </Alert>
      )}
      <ErrorNote error={error} />
      <Button size="lg" loading={sending} onClick={() => onAgree(consent.version)}>
        {t("path.consent_agree")}
      </Button>
    </>
  );
}
