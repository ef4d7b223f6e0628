import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { ScrollRegion } from "@/components/ScrollRegion";
import { ShowMore } from "@/components/ShowMore";

import { useSkipped } from "../api/get-skipped";

const columns = ["sample", "reason", "detail", "step"] as const;

interface Props {
  slug: string;
  id: number;
  words: (reason: string) => string;
}

export function SkippedRows({ slug, id, words }: Props) {
  const { t } = useTranslation();
  const skipped = useSkipped(slug, id);
  const rows = skipped.data ?? [];
  return (
    <>
      <ErrorNote
        error={skipped.isFetchNextPageError ? null : skipped.error}
        onRetry={() => void skipped.refetch()}
      />
      {skipped.isPending && <Loading />}
      <ScrollRegion label={t("training.show_skipped")}>
        <Table miw="40rem">
          <Table.Thead>
            <Table.Tr>
              {columns.map((name) => (
                <Table.Th key={name} scope="col">
                  {t(`training.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, reason, detail, step }) => (
              <Table.Tr key={key}>
                <Table.Td>
                  <bdi dir="ltr">{key}</bdi>
                </Table.Td>
                <Table.Td>{words(reason)}</Table.Td>
                <Table.Td>
                  <bdi>{detail}</bdi>
                </Table.Td>
                <Table.Td>{step}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <ShowMore list={skipped} shown={rows.length} />
    </>
  );
}
