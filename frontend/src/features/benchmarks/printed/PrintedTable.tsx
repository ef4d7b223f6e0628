import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { PrintedColumn, Score, Standing } from "@/api/types";
import { SaveChart } from "@/components/charts/SaveChart";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";

import { useScoreWords } from "@/components/scores/use-score-words";
import { averages, besidePaper, ourScore } from "./beside";
import { PrintedCell } from "./PrintedCell";

interface Props {
  file: string;
  columns: PrintedColumn[];
  standings: Standing[];
}

/** Languages below each other; systems asked here first, then the paper's columns. */
export function PrintedTable({ file, columns, standings }: Props) {
  const { t } = useTranslation();
  const words = useScoreWords();
  const metric = columns[0]?.metric ?? "";
  // The paper prints no intervals; ours stand above.
  const alone = (score: Pick<Score, "metric" | "value"> | undefined) =>
    words.score(score && { metric: score.metric, value: score.value, low: null, high: null });
  const printed = new Set(columns.flatMap(({ values }) => Object.keys(values)));
  const codes = useLanguages()
    .map(({ code }) => code)
    .filter((code) => printed.has(code));
  const titles = columns.map(({ system, table }) =>
    t("benchmarks.printed_column", { system, table }),
  );
  const moved = columns.some((column) => column.corrected_mean !== column.recomputed_mean);
  const shown = averages.filter((name) => name !== "corrected_mean" || moved);
  return (
    <>
      <ScrollRegion label={t("benchmarks.printed")}>
        <Table miw="60rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" miw="11rem">
                {t("common.language")}
              </Table.Th>
              {standings.map(({ system }) => (
                <Table.Th key={system} scope="col" ta="end">
                  <bdi>{system}</bdi>
                </Table.Th>
              ))}
              {titles.map((title) => (
                <Table.Th key={title} scope="col" ta="end" c="dimmed">
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {codes.map((code) => (
              <Table.Tr key={code}>
                <Table.Th scope="row">
                  <LanguageName code={code} />
                </Table.Th>
                {standings.map((standing) => (
                  <Table.Td key={standing.system} ta="end">
                    <bdi dir="ltr">{alone(ourScore(standing, metric, code))}</bdi>
                  </Table.Td>
                ))}
                {columns.map((column) => (
                  <PrintedCell
                    key={`${column.table} ${column.system}`}
                    column={column}
                    code={code}
                  />
                ))}
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row">{t("benchmarks.our_mean")}</Table.Th>
              {standings.map((standing) => (
                <Table.Td key={standing.system} ta="end">
                  <bdi dir="ltr">{alone(ourScore(standing, metric, ""))}</bdi>
                </Table.Td>
              ))}
              <Table.Td colSpan={columns.length} />
            </Table.Tr>
            {shown.map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{t(`benchmarks.${name}`)}</Table.Th>
                {standings.length > 0 && <Table.Td colSpan={standings.length} />}
                {columns.map((column) => (
                  <Table.Td key={`${column.table} ${column.system}`} ta="end">
                    <bdi dir="ltr">{alone({ metric, value: column[name] })}</bdi>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <SaveChart
        name={file}
        rows={() => besidePaper(codes, standings, columns)}
        label={t("benchmarks.printed")}
      />
    </>
  );
}
