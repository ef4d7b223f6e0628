import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { StatisticsRow } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { scales, useOpinionWords } from "./use-opinion-words";

const measures = ["mean", "deviation", "alpha", "paper"] as const;

/** The charts' numbers, in the layout of the paper's Table 2. */
export function OpinionTable({ rows }: { rows: StatisticsRow[] }) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t("quality.as_table")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            <Table.Th scope="col">{t("quality.engine")}</Table.Th>
            {scales.flatMap((scale) =>
              measures.map((measure) => (
                <Table.Th key={`${scale} ${measure}`} scope="col" ta="end">
                  {t(`quality.${scale}`)}: {t(`quality.${measure}`)}
                </Table.Th>
              )),
            )}
            {(["votes", "raters", "items"] as const).map((column) => (
              <Table.Th key={column} scope="col" ta="end">
                {t(`quality.n_${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={`${row.language} ${row.engine} ${row.voice}`} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ row }: { row: StatisticsRow }) {
  const { t } = useTranslation();
  const { count, fixed } = useNumbers();
  const words = useOpinionWords();
  const write = (value: number | null | undefined, digits: number) =>
    value === null || value === undefined ? "–" : fixed(value, digits);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LanguageName code={row.language} />
      </Table.Th>
      <Table.Td>
        <bdi dir="ltr">{[row.engine, row.voice].filter((part) => part !== "").join(" · ")}</bdi>
      </Table.Td>
      {scales.flatMap((scale) => [
        <Table.Td key={`${scale} mean`} ta="end">
          <bdi>{words.short(row[scale])}</bdi>
        </Table.Td>,
        <Table.Td key={`${scale} sd`} ta="end">
          {write(row[scale].deviation, 2)}
        </Table.Td>,
        <Table.Td key={`${scale} alpha`} ta="end">
          <bdi dir="ltr">{write(row[scale].alpha, 2)}</bdi>
        </Table.Td>,
        <Table.Td key={`${scale} paper`} ta="end" c="dimmed">
          {write(row.paper?.[scale], 1)}
        </Table.Td>,
      ])}
      <Table.Td ta="end">
        {count(row.votes)}
        {row.elsewhere > 0 && (
          <Text size="sm">{t("label_studio.given_there", { count: row.elsewhere })}</Text>
        )}
      </Table.Td>
      <Table.Td ta="end">{count(row.raters)}</Table.Td>
      <Table.Td ta="end">{count(row.items)}</Table.Td>
    </Table.Tr>
  );
}
