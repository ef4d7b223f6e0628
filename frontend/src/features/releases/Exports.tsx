import { Anchor, Code, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useOpenJobs } from "@/api/jobs";
import type { Export } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { ScrollRegion } from "@/components/ScrollRegion";
import { ShowMore } from "@/components/ShowMore";
import { useNumbers } from "@/lib/numbers";

import { useExports } from "./api/get-exports";

/** The files of a release, with the sums that prove them. */
export function Exports({ slug, name }: { slug: string; name: string }) {
  const { t } = useTranslation();
  const exports = useExports(slug, name);
  useOpenJobs(slug, ["export"], "releases");
  const rows = exports.data ?? [];
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="files">
      <Title order={2} size="h3" id="files" mb="xs">
        {t("releases.files")}
      </Title>
      <Stack>
        <ErrorNote error={exports.error} onRetry={() => void exports.refetch()} />
        {exports.isPending && <Loading />}
        {exports.isSuccess && rows.length === 0 && <Text>{t("releases.no_files")}</Text>}
        {rows.map((made) => (
          <OneExport key={made.id} slug={slug} made={made} />
        ))}
        <ShowMore list={exports} shown={rows.length} />
      </Stack>
    </Paper>
  );
}

function OneExport({ slug, made }: { slug: string; made: Export }) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const filters = Object.entries(made.filters).map(([name, value]) => `${name}=${String(value)}`);
  return (
    <div>
      <Text fw={600}>
        {[t(`history.values.export.format.${made.format}`), ...filters].join(" · ")}
        {" · "}
        {date(made.created_at)}
      </Text>
      {!made.done && (
        <Anchor component={Link} to={`/d/${slug}/jobs/${made.job}`}>
          {t("releases.being_made", {
            done: count(made.shards.length),
            total: count(made.shards_planned),
          })}
        </Anchor>
      )}
      {made.shards.length > 0 && <Files made={made} />}
    </div>
  );
}

function Files({ made }: { made: Export }) {
  const { t } = useTranslation();
  const { count, decimal } = useNumbers();
  return (
    <ScrollRegion label={t("releases.files")}>
      <Table miw="44rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("releases.file")}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t("releases.rows_column")}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t("releases.size")}
            </Table.Th>
            <Table.Th scope="col">SHA-256</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {made.shards.map((shard) => (
            <Table.Tr key={shard.filename}>
              <Table.Th scope="row">
                <Anchor href={`/api/v1/exports/${made.id}/files/${shard.filename}`} download>
                  <bdi dir="ltr">{shard.filename}</bdi>
                </Anchor>
              </Table.Th>
              <Table.Td ta="end">{count(shard.rows)}</Table.Td>
              <Table.Td ta="end">{decimal(shard.size_bytes / 1_000_000, 2)}</Table.Td>
              <Table.Td>
                <Code dir="ltr">{shard.sha256}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
