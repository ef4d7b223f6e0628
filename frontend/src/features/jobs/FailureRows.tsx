import { Anchor, Button, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Failure, Job } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { ScrollRegion } from "@/components/ScrollRegion";

import { useFailures } from "./api/get-failures";

interface Props {
  slug: string;
  job: Job;
  code: string;
}

export function FailureRows({ slug, job, code }: Props) {
  const { t } = useTranslation();
  const failures = useFailures(job.id, code);
  const rows = failures.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <>
      <ErrorNote error={failures.error} onRetry={() => void failures.refetch()} />
      {failures.isPending && <Loading />}
      <ScrollRegion label={t("jobs.failures")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("jobs.item")}</Table.Th>
              <Table.Th scope="col">{t("jobs.message")}</Table.Th>
              <Table.Th scope="col">{t("jobs.batch")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.batch} ${row.subject_id}`}>
                <Table.Td>
                  <Subject slug={slug} row={row} />
                </Table.Td>
                <Table.Td>
                  <bdi>{row.message}</bdi>
                </Table.Td>
                <Table.Td>{row.batch}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {failures.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={failures.isFetchingNextPage}
          onClick={() => void failures.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </>
  );
}

/** The item that it belongs to; units of housekeeping belong to none. */
function Subject({ slug, row }: { slug: string; row: Failure }) {
  if (row.item_id === null) return row.subject_id;
  return (
    <Anchor component={Link} to={`/d/${slug}/items/${row.item_id}`}>
      {row.item_id}
    </Anchor>
  );
}
