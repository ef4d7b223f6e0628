import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api/client";
import { ErrorNote } from "@/components/ErrorNote";

/** Why an answer can't be taken back; that its words were read is nobody's mistake. */
export function UndoError({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError && error.code === "words_shown"))
    return <ErrorNote error={error} />;
  return (
    <Alert role="alert" variant="light">
      <Text>{t("undoing.words_shown")}</Text>
    </Alert>
  );
}
