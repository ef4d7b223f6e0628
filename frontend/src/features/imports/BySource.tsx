import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ImportRun } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

/** Where the English pairs came from: read, and new among them. */
export function BySource({ counts }: { counts: ImportRun["by_source"] }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const sources = Object.entries(counts);
  if (sources.length === 0) return null;
  return (
    <details>
      <summary>{t("import.by_source", { count: sources.length })}</summary>
      <ScrollRegion label={t("import.by_source", { count: sources.length })}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("items.source")}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t("import.read")}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t("import.added")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sources.map(([source, { read, added }]) => (
              <Table.Tr key={source}>
                <Table.Th scope="row">{source}</Table.Th>
                <Table.Td ta="end">{count(read)}</Table.Td>
                <Table.Td ta="end">{count(added)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </details>
  );
}
