import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { fetched } from "@/components/fetched";

import { useOutbox, useOutboxState, useSending } from "./use-outbox";

// Told with the network back: it was the server that refused.
const RefusalNote = fetched("default", () => import("./RefusalNote"));

/** Sends what waits, and says so where it takes longer than a moment: calmly, nothing is lost. */
export function OutboxNote() {
  const { t } = useTranslation();
  useSending();
  const outbox = useOutbox();
  const { entries, stuck } = useOutboxState();
  const waiting = entries.filter(({ refusal }) => refusal === null).length;
  const refused = entries.filter(({ refusal }) => refusal !== null);
  return (
    <Stack gap="sm" mb={waiting > 0 || refused.length > 0 ? "md" : 0}>
      <div role="status">
        {stuck && waiting > 0 && (
          <Alert color="yellow" variant="light">
            <Group justify="space-between" gap="sm">
              <div>
                <Text fw={600}>{t("outbox.waiting", { count: waiting })}</Text>
                <Text>{t("outbox.kept")}</Text>
              </div>
              <Button variant="default" onClick={() => void outbox.flush()}>
                {t("common.try_again")}
              </Button>
            </Group>
          </Alert>
        )}
      </div>
      <Suspense fallback={null}>
        {refused.map((entry) => (
          <RefusalNote key={entry.key} entry={entry} onRead={() => outbox.drop(entry)} />
        ))}
      </Suspense>
    </Stack>
  );
}
