import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { DrawnTraining } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { useNumbers } from "@/lib/numbers";

interface Props {
  slug: string;
  trainings: readonly DrawnTraining[];
}

/** Hours and cost of each training, and the benchmarks that its models answered. */
export function SpentPlot({ slug, trainings }: Props) {
  const { t } = useTranslation();
  const { decimal, money } = useNumbers();
  const price = ({ cost, currency }: DrawnTraining) =>
    cost === null ? t("models.no_price") : money(cost, currency);
  const told = (one: DrawnTraining) =>
    one.gpu_hours === null
      ? t("models.hours", { hours: decimal(one.hours, 2) })
      : t("models.gpu_hours", { hours: decimal(one.gpu_hours, 2) });
  const ticks = ticksTo(Math.max(0, ...trainings.map(hoursOf)));
  return (
    <Plot
      title={t("models.spent_title")}
      lead={t("models.spent_lead")}
      file={`${slug}.trainings.spent`}
      rows={trainings}
      rowKey={({ id }) => String(id)}
      columns={[
        { key: "training", title: t("models.training"), value: ({ name }) => name },
        { key: "hours", title: t("models.hours_title"), value: ({ hours }) => hours },
        { key: "gpu_hours", title: t("models.gpu_hours_title"), value: (one) => one.gpu_hours },
        { key: "cost", title: t("models.cost"), value: ({ cost }) => cost, show: price },
        {
          key: "tested_on",
          title: t("models.tested_on"),
          value: ({ tests }) => tests.map(({ benchmark }) => benchmark).join(" "),
          show: ({ tests }) => <Tests slug={slug} tests={tests} />,
        },
      ]}
    >
      <IntervalRows
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map((tick) => decimal(tick, 2))}
        rows={trainings.map((one) => ({
          key: String(one.id),
          label: (
            <>
              <bdi dir="ltr">{one.name}</bdi>
              <div>
                <Tests slug={slug} tests={one.tests} />
              </div>
            </>
          ),
          value: hoursOf(one),
          interval: null,
          note: `${told(one)} · ${price(one)}`,
          number: decimal(hoursOf(one), 2),
          words: `${one.name}: ${told(one)} · ${price(one)}`,
          to: `/d/${slug}/trainings/${one.id}`,
        }))}
      />
    </Plot>
  );
}

function hoursOf({ hours, gpu_hours: onGpus }: DrawnTraining): number {
  return onGpus ?? hours;
}

/** Where the answers of a training's models are read. */
function Tests({ slug, tests }: { slug: string; tests: DrawnTraining["tests"] }) {
  const { t } = useTranslation();
  if (tests.length === 0) return t("models.not_tested");
  return tests.map(({ benchmark, system }, at) => (
    <span key={`${benchmark} ${system}`}>
      {at > 0 && t("common.comma")}
      <Anchor
        component={Link}
        to={`/d/${slug}/benchmarks/${benchmark}/items?${new URLSearchParams({ system }).toString()}`}
        inherit
        underline="always"
        aria-label={t("models.answers_of", { system, benchmark })}
      >
        <bdi dir="ltr">{benchmark}</bdi>
      </Anchor>
    </span>
  ));
}
