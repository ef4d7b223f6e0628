import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Workload } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { useNumbers } from "@/lib/numbers";

import { type By, dimensions, sumBy } from "./amounts";
import { linkToJobs } from "./job-links";
import { useNameOf, useSumWords } from "./use-words";

interface Props {
  slug: string;
  work: Workload;
  by: By;
  language: string;
  onBy: (by: By) => void;
}

/** Hours of workers and what they cost, by kind, engine or language. */
export function Spent({ slug, work, by, language, onBy }: Props) {
  const { t } = useTranslation();
  const { decimal, duration, money } = useNumbers();
  const nameOf = useNameOf();
  const words = useSumWords(work.currency);
  const sums = sumBy(work.parts, by);
  const ticks = ticksTo(Math.max(0, ...sums.map(([, { hours }]) => hours)));
  const filterOf = (value: string) => ({ language, [by === "kind" ? "of" : by]: value });
  return (
    <Plot
      title={t("work.spent")}
      lead={t("work.spent_lead")}
      file={`work-by-${by}`}
      rows={sums}
      rowKey={([value]) => value}
      columns={[
        {
          key: by,
          title: t(`work.${by}`),
          value: ([value]) => value,
          show: ([value]) => nameOf(by, value),
        },
        { key: "busy_hours", title: t("work.hours_title"), value: ([, { hours }]) => hours },
        { key: "cost", title: t("work.cost_title"), value: ([, { cost }]) => cost },
        { key: "units", title: t("work.units_title"), value: ([, { units }]) => units },
        { key: "units_failed", title: t("work.failed_title"), value: ([, { failed }]) => failed },
      ]}
    >
      <NativeSelect
        label={t("work.by")}
        value={by}
        data={dimensions.map((value) => ({ value, label: t(`work.${value}`) }))}
        onChange={(event) => onBy(event.currentTarget.value as By)}
        maw={240}
        mb="md"
      />
      <IntervalRows
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map((tick) => decimal(tick, 6))}
        rows={sums.map(([value, sum]) => ({
          key: value,
          label: <bdi>{nameOf(by, value)}</bdi>,
          value: sum.hours,
          interval: null,
          number:
            sum.cost === null ? duration(sum.hours * 3600) : money(String(sum.cost), work.currency),
          words: `${nameOf(by, value)}: ${words(sum)}`,
          ...(value !== "" && { to: linkToJobs(slug, filterOf(value)) }),
        }))}
      />
    </Plot>
  );
}
