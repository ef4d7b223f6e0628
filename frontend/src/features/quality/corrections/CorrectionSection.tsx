import { Anchor, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { CorrectionRow, CorrectionStatistics } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { correctionFile, useCorrections } from "../api/get-corrections";
import { RateChart } from "./RateChart";

const columns = ["rate", "items", "hter", "chrf", "seconds", "disputed", "overridden"] as const;

/** How often natives had to correct, and how much work that was. Nothing before the first. */
export function CorrectionSection({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const { rows, paper } = useCorrections(slug);
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((one, other) => other.rate - one.rate);
  const figures = {
    rate: share(paper.rate, 1),
    low: share(paper.low, 1),
    high: share(paper.high, 1),
  };
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h3">
        {t("correction_rates.title")}
      </Title>
      <Text>{t("correction_rates.lead", figures)}</Text>
      <ScrollRegion label={t("correction_rates.title")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("common.language")}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta={column === "rate" ? "start" : "end"}>
                  {t(`correction_rates.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((row) => (
              <Row key={row.language} row={row} paper={paper} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <Anchor href={correctionFile(slug)} download fz="sm">
        {t("quality.download_csv", { name: t("correction_rates.all") })}
      </Anchor>
    </Stack>
  );
}

function Row({ row, paper }: { row: CorrectionRow; paper: CorrectionStatistics["paper"] }) {
  const { t } = useTranslation();
  const { count, fixed, share } = useNumbers();
  const low = share(row.interval?.low ?? 0, 1);
  const high = share(row.interval?.high ?? 1, 1);
  const words = t("correction_rates.words", { rate: share(row.rate, 1), low, high });
  const write = (value: number | null, digits: number) =>
    value === null ? "–" : fixed(value, digits);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LanguageName code={row.language} />
      </Table.Th>
      <Table.Td miw="12rem">
        <Text size="sm">{words}</Text>
        <RateChart rate={row.rate} interval={row.interval} paper={paper} words={words} />
      </Table.Td>
      <Table.Td ta="end">{count(row.items)}</Table.Td>
      <Table.Td ta="end">{write(row.hter, 2)}</Table.Td>
      <Table.Td ta="end">{write(row.chrf, 1)}</Table.Td>
      <Table.Td ta="end">{write(row.active_s, 0)}</Table.Td>
      <Table.Td ta="end">
        <bdi>
          {t("correction_rates.of", { part: count(row.disputed), of: count(row.reviewed) })}
        </bdi>
      </Table.Td>
      <Table.Td ta="end">{count(row.overridden)}</Table.Td>
    </Table.Tr>
  );
}
