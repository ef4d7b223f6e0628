import { Anchor, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { linkTo } from "@/api/client";
import type { ImportRun } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { ImportFacts } from "./ImportFacts";

/** What one import brought, and what it kept out. */
export function ImportResult({ run }: { run: ImportRun }) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  return (
    <Paper withBorder p="md" component="article">
      <Title order={3} size="h4">
        <bdi>{run.filename}</bdi>
      </Title>
      <Text size="sm" c="dimmed">
        {date(run.created_at)} · <bdi>{t(`history.values.import.format.${run.format}`)}</bdi>
      </Text>
      <ImportFacts run={run} />
      {run.rejected > 0 && (
        <Anchor href={linkTo("/api/v1/imports/{id}/rejects/", { path: { id: run.id } })} download>
          {t("import.rejects_download")}
        </Anchor>
      )}
    </Paper>
  );
}
