import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { CorrectionRates, RateRow } from "@/api/types";
import { type IntervalRow, IntervalRows } from "@/components/charts/IntervalRows";
import { type Column, Plot } from "@/components/charts/Plot";
import { useNumbers } from "@/lib/numbers";

import { type Chosen, type Grouping, listOf } from "../filter";
import { GroupLabel, useGroupName } from "../Group";
import { useRateWords } from "./use-rate-words";

interface Props {
  slug: string;
  chosen: Chosen;
  by: Grouping;
  rates: CorrectionRates;
}

const ticks = [0, 0.25, 0.5, 0.75, 1] as const;

/** How often natives corrected, the group corrected most first; then those nobody has answered. */
export function RatePlot({ slug, chosen, by, rates: { rows, unanswered, paper } }: Props) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const write = useRateWords();
  const nameOf = useGroupName(slug, by);
  const sorted = rows.toSorted((one, other) => other.rate - one.rate);
  const label = (group: string) => <GroupLabel by={by} group={group} name={nameOf(group)} />;
  const answered = sorted.map((row): IntervalRow => ({
    key: row.group,
    label: label(row.group),
    note: t("corrections.items", { count: row.items }),
    value: row.rate,
    interval: row.interval,
    number: write.number(row),
    words: write.words(nameOf(row.group), row),
    to: listOf(slug, chosen, { [by]: row.group }),
  }));
  const silent = unanswered.map(({ group, reason }): IntervalRow => ({
    key: group,
    label: label(group),
    note: t(`corrections.why_${reason}`),
    value: null,
    interval: null,
    number: "–",
    words: `${nameOf(group)}: ${t(`corrections.why_${reason}`)}`,
  }));
  const figures = {
    rate: share(paper.rate, 1),
    low: share(paper.low, 1),
    high: share(paper.high, 1),
  };
  return (
    <Plot
      title={t(`corrections.rates_${by}`)}
      lead={t("corrections.rates_lead")}
      file={`${slug}.correction-rates.${by}`}
      rows={sorted}
      rowKey={({ group }) => group}
      columns={useRateColumns(by, nameOf)}
    >
      <IntervalRows
        rows={[...answered, ...silent]}
        domain={[0, 1]}
        ticks={ticks.map((tick) => share(tick, 1))}
        band={paper}
        mark={paper.rate}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {t("corrections.paper", figures)}
      </Text>
    </Plot>
  );
}

function useRateColumns(by: Grouping, nameOf: (group: string) => string): Column<RateRow>[] {
  const { t } = useTranslation();
  const counts = ["items", "confirmed", "corrected", "untranslatable"] as const;
  return [
    {
      key: by,
      title: t(`corrections.filter_${by}`),
      value: ({ group }) => group,
      show: ({ group }) => <bdi>{nameOf(group)}</bdi>,
    },
    ...counts.map((key) => ({
      key,
      title: t(`corrections.column_${key}`),
      value: (row: RateRow) => row[key],
    })),
    { key: "rate", title: t("corrections.column_rate"), value: ({ rate }) => rate },
    { key: "low", title: t("corrections.column_low"), value: (row) => row.interval?.low ?? null },
    {
      key: "high",
      title: t("corrections.column_high"),
      value: (row) => row.interval?.high ?? null,
    },
  ];
}
