import { Button, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Batch, Job } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";
import { ScrollRegion } from "@/components/ScrollRegion";
import { isActive, POLL_MS } from "@/lib/job-states";
import { useNumbers } from "@/lib/numbers";

import { useBatches } from "./api/get-batches";

const columns = ["batch", "language", "state", "units_done", "began", "took", "worker"] as const;

/** What was worked on, the latest first, and by whom; asked for once it is opened. */
export function BatchLog({ job }: { job: Job }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("jobs.log")}</summary>
      {opened && <Rows job={job} />}
    </details>
  );
}

function Rows({ job }: { job: Job }) {
  const { t } = useTranslation();
  const batches = useBatches(job.id, isActive(job) && POLL_MS);
  const rows = batches.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <>
      <ErrorNote error={batches.error} onRetry={() => void batches.refetch()} />
      {batches.isPending && <Loading />}
      {batches.isSuccess && rows.length === 0 && <Text c="dimmed">{t("jobs.log_empty")}</Text>}
      {rows.length > 0 && (
        <ScrollRegion label={t("jobs.log")}>
          <Table miw="44rem">
            <Table.Thead>
              <Table.Tr>
                {columns.map((name) => (
                  <Table.Th key={name} scope="col">
                    {t(`jobs.log_${name}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((batch) => (
                <Row key={batch.id} batch={batch} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
      {batches.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={batches.isFetchingNextPage}
          onClick={() => void batches.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </>
  );
}

function Row({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { count, date, duration } = useNumbers();
  const done = batch.state === "done" ? batch.units - batch.units_failed : 0;
  return (
    <Table.Tr>
      <Table.Td>{batch.id}</Table.Td>
      <Table.Td>{batch.language && <LanguageName code={batch.language} />}</Table.Td>
      <Table.Td>
        {t(`jobs.batch_${batch.state}`)}
        {batch.attempts > 1 && ` (${t("jobs.attempt", { number: count(batch.attempts) })})`}
        {batch.error !== "" && (
          <Text size="sm" c="var(--studio-bad)">
            <bdi>{batch.error}</bdi>
          </Text>
        )}
      </Table.Td>
      <Table.Td>{t("jobs.units", { done: count(done), total: count(batch.units) })}</Table.Td>
      <Table.Td>{batch.claimed_at && date(batch.claimed_at)}</Table.Td>
      <Table.Td>{batch.busy_seconds > 0 && duration(batch.busy_seconds)}</Table.Td>
      <Table.Td>
        <bdi>{batch.worker}</bdi>
      </Table.Td>
    </Table.Tr>
  );
}
