import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { RateRow } from "@/api/types";
import { type Column, Plot } from "@/components/charts/Plot";
import { StepSelect } from "@/components/charts/StepSelect";
import { ticksTo } from "@/components/charts/ticks";
import { type Moment, TimeChart } from "@/components/charts/TimeChart";
import { useNumbers } from "@/lib/numbers";
import { lastDayOf, useDays } from "@/lib/use-days";

import { useTimes } from "../api/plots";
import { type Chosen, listOf } from "../filter";
import { useRateWords } from "./use-rate-words";

interface Props {
  slug: string;
  chosen: Chosen;
  step: "day" | "week";
  paper: { low: number; high: number };
  onStep: (step: string) => void;
}

/** The rate and the number of settled texts, by when they were settled. */
export function TimePlot({ slug, chosen, step, paper, onStep }: Props) {
  const { t } = useTranslation();
  const { share, count } = useNumbers();
  const { words } = useRateWords();
  const day = useDays();
  const rows = useTimes(slug, chosen, step) ?? [];
  const momentOf = (row: RateRow): Moment => ({
    key: row.group,
    label: day.short(row.group),
    value: row.rate,
    interval: row.interval,
    words: words(day.period(row.group, step), row),
    to: listOf(slug, chosen, { since: row.group, until: lastDayOf(row.group, step) }),
  });
  const rates = rows.map(momentOf);
  const amounts = rows.map((row) => ({ ...momentOf(row), value: row.items, interval: null }));
  return (
    <Plot
      title={t("corrections.times")}
      lead={t("corrections.times_lead")}
      file={`${slug}.correction-times.${step}`}
      rows={rows}
      rowKey={({ group }) => group}
      columns={useTimeColumns()}
      controls={<StepSelect value={step} onChange={onStep} />}
    >
      <Text fw={600}>{t("corrections.column_rate")}</Text>
      <TimeChart
        moments={rates}
        marks="dots"
        ticks={[0, 0.5, 1]}
        write={(value) => share(value, 1)}
        band={paper}
      />
      <Text fw={600} mt="md">
        {t("corrections.column_items")}
      </Text>
      <TimeChart
        moments={amounts}
        marks="bars"
        ticks={ticksTo(Math.max(0, ...rows.map(({ items }) => items)), 3)}
        write={count}
      />
    </Plot>
  );
}

function useTimeColumns(): Column<RateRow>[] {
  const { t } = useTranslation();
  return [
    { key: "from", title: t("corrections.column_from"), value: ({ group }) => group },
    { key: "items", title: t("corrections.column_items"), value: ({ items }) => items },
    { key: "rate", title: t("corrections.column_rate"), value: ({ rate }) => rate },
    { key: "low", title: t("corrections.column_low"), value: (row) => row.interval?.low ?? null },
    {
      key: "high",
      title: t("corrections.column_high"),
      value: (row) => row.interval?.high ?? null,
    },
  ];
}
