import { Anchor, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { linkTo } from "@/api/client";
import type { ImportRun } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { BySource } from "./BySource";
import { Rejects } from "./Rejects";

/** What one import brought, and what it kept out. */
export function ImportResult({ run }: { run: ImportRun }) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const { rejected } = run;
  const brought = (["items_added", "items_unchanged", "memory_added", "recordings_added"] as const)
    .filter((name) => run[name] > 0)
    .map((name) => t(`import.${name}`, { count: run[name] }));
  const facts = [t("import.rows_read", { count: run.rows_read }), ...brought];
  return (
    <Paper withBorder p="md" component="article">
      <Title order={3} size="h4">
        <bdi>{run.filename}</bdi>
      </Title>
      <Text size="sm" c="dimmed">
        {date(run.created_at)} · {run.format}
      </Text>
      {run.same_before_at && (
        <Text>{t("import.same_before", { date: date(run.same_before_at) })}</Text>
      )}
      <Text>{facts.join(" · ")}</Text>
      <BySource counts={run.by_source} />
      {rejected > 0 && (
        <>
          <details>
            <summary>
              {t("import.rejected", { count: rejected, shown: count(run.rejects.length) })}
            </summary>
            <Rejects rejects={run.rejects} />
          </details>
          <Anchor href={linkTo("/api/v1/imports/{id}/rejects/", { path: { id: run.id } })} download>
            {t("import.rejects_download")}
          </Anchor>
        </>
      )}
    </Paper>
  );
}
