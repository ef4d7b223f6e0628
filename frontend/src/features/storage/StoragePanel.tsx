import { Anchor, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { useNumbers } from "@/lib/numbers";

import { useCheckStorage } from "./api/check-storage";
import { useStorage } from "./api/get-storage";

const faults = ["missing", "damaged", "orphans"] as const;

/** Whether every recording has its file, and every file its recording. */
export function StoragePanel() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const { count, date } = useNumbers();
  const check = useCheckStorage(slug);
  // The moment of the report that was there when a new check was asked for.
  const [before, setBefore] = useState<string | null | undefined>(undefined);
  const report = useStorage(slug, before !== undefined);
  const checked = report.checked_at;
  if (before !== undefined && checked !== before) setBefore(undefined);
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="storage">
      <Stack>
        <Title order={2} size="h3" id="storage">
          {t("storage.title")}
        </Title>
        {checked === null ? (
          <Text>{t("storage.never")}</Text>
        ) : (
          <>
            <ul>
              {faults.map((fault) => (
                <li key={fault}>
                  {t(`storage.${fault}`, {
                    count: report[fault] ?? 0,
                    written: count(report[fault] ?? 0),
                  })}
                </li>
              ))}
            </ul>
            <Text size="sm" c="dimmed">
              {t("storage.checked_at", { date: date(checked) })}
            </Text>
          </>
        )}
        <ErrorNote error={check.error} />
        <Group>
          <Button
            variant="default"
            loading={check.isPending}
            onClick={() => check.mutate(undefined, { onSuccess: () => setBefore(checked) })}
          >
            {t("storage.check")}
          </Button>
          {before !== undefined && check.data !== undefined && (
            <Anchor component={Link} to={`/d/${slug}/jobs/${check.data.id}`} role="status">
              {t("storage.checking")}
            </Anchor>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
