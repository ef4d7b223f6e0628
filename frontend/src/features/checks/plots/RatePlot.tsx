import { useTranslation } from "react-i18next";

import type { RejectionRate } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { Plot } from "@/components/charts/Plot";
import { useNumbers } from "@/lib/numbers";
import { useServerWords } from "@/lib/server-words";

import { type Chosen, itemsOf } from "../filter";
import { ticksOf } from "../rates";
import { useRateColumns, useRateWords } from "./use-rate-words";

interface Props {
  slug: string;
  chosen: Chosen;
  rates: RejectionRate[];
}

/** How often each check rejects, the strictest first; a row leads to what it rejected. */
export function RatePlot({ slug, chosen, rates }: Props) {
  const { t } = useTranslation();
  const { rate: write, count } = useNumbers();
  const { number, words } = useRateWords();
  const { check: nameOf } = useServerWords();
  const columns = useRateColumns<RejectionRate>();
  const sorted = rates.toSorted((one, other) => other.rate - one.rate);
  const ticks = ticksOf(rates);
  return (
    <Plot
      title={t("checks.rates")}
      lead={t("checks.rates_lead")}
      file={`${slug}.rejections`}
      rows={sorted}
      rowKey={({ check }) => check}
      columns={[
        {
          key: "check",
          title: t("checks.check"),
          value: ({ check }) => check,
          show: ({ check }) => <bdi>{nameOf(check)}</bdi>,
        },
        ...columns,
      ]}
    >
      <IntervalRows
        rows={sorted.map((row) => ({
          key: row.check,
          label: <bdi>{nameOf(row.check)}</bdi>,
          note: t("checks.checked", { amount: count(row.failed + row.passed) }),
          value: row.rate,
          interval: row.interval,
          number: number(row),
          words: words(nameOf(row.check), row),
          ...(row.failed > 0 && { to: itemsOf(slug, chosen, { check: row.check }) }),
        }))}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map(write)}
      />
    </Plot>
  );
}
