import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Workload } from "@/api/types";
import { Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { TimeChart } from "@/components/charts/TimeChart";
import { useNumbers } from "@/lib/numbers";

import { beginnings, byKind, endOf, type Sum } from "./amounts";
import { linkToJobs } from "./job-links";
import { useMomentName, useNameOf, useSumWords } from "./use-words";

interface Props {
  slug: string;
  language: string;
  work: Workload;
}

/** Units done by the hour, the day or the week: a chart for each kind of job, on one axis of time. */
export function Throughput({ slug, language, work }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const nameOf = useNameOf();
  const written = useMomentName(work.step);
  const words = useSumWords(work.currency);
  const begins = beginnings(work.since, work.step, Date.parse(work.until));
  const link = (of: string, at: number) =>
    linkToJobs(slug, {
      of,
      language,
      from: new Date(at).toISOString(),
      until: new Date(endOf(at, work.step)).toISOString(),
    });
  const moments = (kind: string, sums: Map<number, Sum>) =>
    begins.map((at) => {
      const sum = sums.get(at);
      return {
        key: String(at),
        label: written(at),
        value: sum?.units ?? 0,
        words: `${nameOf("kind", kind)}, ${written(at)}: ${sum ? words(sum) : t("work.nothing")}`,
        ...(sum && { to: link(kind, at) }),
      };
    });
  return (
    <Plot
      title={t("work.throughput")}
      lead={t(`work.throughput_${work.step}`)}
      file="throughput"
      rows={work.times}
      rowKey={({ at, kind }) => `${at} ${kind}`}
      columns={[
        {
          key: "at",
          title: t("work.at"),
          value: ({ at }) => at,
          show: ({ at }) => written(Date.parse(at)),
        },
        {
          key: "kind",
          title: t("work.kind"),
          value: ({ kind }) => kind,
          show: ({ kind }) => nameOf("kind", kind),
        },
        { key: "units", title: t("work.units_title"), value: ({ units }) => units },
        { key: "units_failed", title: t("work.failed_title"), value: (row) => row.units_failed },
        {
          key: "busy_hours",
          title: t("work.hours_title"),
          value: (row) => row.busy_seconds / 3600,
        },
        { key: "cost", title: t("work.cost_title"), value: ({ cost }) => cost },
      ]}
    >
      <Stack gap="xl">
        {byKind(work.times).map(([kind, sums]) => (
          <div key={kind}>
            <Title order={3} size="h5">
              {nameOf("kind", kind)}
            </Title>
            <TimeChart
              marks="bars"
              moments={moments(kind, sums)}
              ticks={ticksTo(Math.max(...[...sums.values()].map(({ units }) => units)), 2)}
              write={count}
            />
          </div>
        ))}
      </Stack>
    </Plot>
  );
}
