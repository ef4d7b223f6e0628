import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { EffortRow } from "@/api/types";
import { endOf } from "@/components/charts/axis-end";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { type Column, Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { useNumbers } from "@/lib/numbers";

import { useEffort } from "../api/plots";
import { type Chosen, type Grouping, listOf } from "../filter";
import { GroupLabel, useGroupName } from "../Group";

const digits = { hter: 2, cer: 2, chrf: 1, active_s: 0 } as const;
type Measure = keyof typeof digits;
const measures = Object.keys(digits) as Measure[];

interface Props {
  slug: string;
  chosen: Chosen;
  by: Grouping;
  measure: string;
  onMeasure: (measure: string) => void;
}

/** How much work a text was, by one measure at a time; the table has them all. */
export function EffortPlot({ slug, chosen, by, measure, onMeasure }: Props) {
  const { t } = useTranslation();
  const { decimal, fixed } = useNumbers();
  const nameOf = useGroupName(slug, by);
  const shown = measures.find((one) => one === measure) ?? "hter";
  const rows = useEffort(slug, chosen, by) ?? [];
  const sorted = rows.toSorted((one, other) => (other[shown] ?? -1) - (one[shown] ?? -1));
  const measured = rows.map((row) => ({ value: row[shown], interval: intervalOf(row, shown) }));
  const ticks = shown === "chrf" ? [0, 25, 50, 75, 100] : ticksTo(endOf(measured));
  const one = (value: number) => fixed(value, digits[shown]);
  const write = (row: EffortRow) => {
    const value = row[shown];
    const interval = intervalOf(row, shown);
    if (value === null) return "–";
    return interval === null
      ? one(value)
      : `${one(value)} (${one(interval.low)}–${one(interval.high)})`;
  };
  return (
    <Plot
      title={t(`corrections.effort_${by}`)}
      lead={t(`corrections.lead_${shown}`)}
      file={`${slug}.correction-effort.${by}`}
      rows={sorted}
      rowKey={({ group }) => group}
      columns={useEffortColumns(by, nameOf)}
      controls={
        <NativeSelect
          label={t("corrections.measure")}
          value={shown}
          data={measures.map((value) => ({ value, label: t(`corrections.column_${value}`) }))}
          onChange={(event) => onMeasure(event.currentTarget.value)}
          maw="18rem"
          mb="md"
        />
      }
    >
      <IntervalRows
        rows={sorted.map((row) => ({
          key: row.group,
          label: <GroupLabel by={by} group={row.group} name={nameOf(row.group)} />,
          note: t("corrections.measured", { count: row.measured }),
          value: row[shown],
          interval: intervalOf(row, shown),
          number: write(row),
          words: `${nameOf(row.group)}: ${t(`corrections.column_${shown}`)} ${write(row)}`,
          to: listOf(slug, chosen, { [by]: row.group }),
        }))}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map((tick) => decimal(tick, 2))}
      />
    </Plot>
  );
}

/** Only of the median: the others are sums over all texts. */
function intervalOf(row: EffortRow, measure: Measure) {
  return measure === "active_s" ? row.active_interval : null;
}

function useEffortColumns(by: Grouping, nameOf: (group: string) => string): Column<EffortRow>[] {
  const { t } = useTranslation();
  const { fixed } = useNumbers();
  const counts = [
    "items",
    "measured",
    "words_added",
    "words_removed",
    "words_replaced",
    "reviewed",
    "disputed",
    "overridden",
  ] as const;
  return [
    {
      key: by,
      title: t(`corrections.filter_${by}`),
      value: ({ group }) => group,
      show: ({ group }) => <bdi>{nameOf(group)}</bdi>,
    },
    ...measures.map((key) => ({
      key,
      title: t(`corrections.column_${key}`),
      value: (row: EffortRow) => row[key],
      show: (row: EffortRow) => {
        const value = row[key];
        return <bdi>{value === null ? "–" : fixed(value, digits[key])}</bdi>;
      },
    })),
    ...(["low", "high"] as const).map((end) => ({
      key: `active_s_${end}`,
      title: t(`corrections.column_active_s_${end}`),
      value: (row: EffortRow) => row.active_interval?.[end] ?? null,
    })),
    ...counts.map((key) => ({
      key,
      title: t(`corrections.column_${key}`),
      value: (row: EffortRow) => row[key],
    })),
  ];
}
