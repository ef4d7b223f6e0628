import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Workload } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { useNumbers } from "@/lib/numbers";

import { linkToJobs } from "./job-links";
import { useNameOf } from "./use-words";

/** Of whole batches and jobs; everything else is a unit's, which the list of jobs can be asked for. */
const WHOLE = new Set(["batch_error", "job_error"]);

/** What went wrong, by cause, with an example each. */
export function Causes({ slug, work }: { slug: string; work: Workload }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const nameOf = useNameOf();
  const ticks = ticksTo(Math.max(0, ...work.failures.map((cause) => cause.count)));
  const link = ({ kind, code, job }: Workload["failures"][number]) =>
    WHOLE.has(code) ? `/d/${slug}/jobs/${job}` : linkToJobs(slug, { of: kind, cause: code });
  return (
    <Plot
      title={t("work.failures")}
      lead={t("work.failures_lead")}
      file="failures"
      rows={work.failures}
      rowKey={({ kind, code }) => `${kind} ${code}`}
      columns={[
        { key: "code", title: t("work.cause"), value: ({ code }) => code },
        {
          key: "kind",
          title: t("work.kind"),
          value: ({ kind }) => kind,
          show: ({ kind }) => nameOf("kind", kind),
        },
        { key: "count", title: t("work.times"), value: (cause) => cause.count },
        { key: "example", title: t("work.example"), value: ({ example }) => example },
        { key: "job", title: t("work.newest_job"), value: ({ job }) => job },
      ]}
    >
      {work.failures.length === 0 ? (
        <Text c="dimmed">{t("jobs.no_failures")}</Text>
      ) : (
        <IntervalRows
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticks.map(count)}
          rows={work.failures.map((cause) => ({
            key: `${cause.kind} ${cause.code}`,
            label: (
              <>
                <bdi dir="ltr">{cause.code}</bdi> · {nameOf("kind", cause.kind)}
              </>
            ),
            note: cause.example.slice(0, 160),
            value: cause.count,
            interval: null,
            number: count(cause.count),
            words: `${cause.code}, ${nameOf("kind", cause.kind)}: ${count(cause.count)}`,
            to: link(cause),
          }))}
        />
      )}
    </Plot>
  );
}
