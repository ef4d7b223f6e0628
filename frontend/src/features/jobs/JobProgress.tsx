import { Badge, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Job, JobState } from "@/api/types";
import { clock, useNumbers } from "@/lib/numbers";

import { isActive } from "./api/get-jobs";

const colors: Record<JobState, string> = {
  planning: "gray",
  running: "teal",
  succeeded: "green",
  failed: "red",
  cancelled: "gray",
};

/** How far a job is, how fast it goes, how long it will take. */
export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { count, decimal, share } = useNumbers();
  const { units_done: done, units_failed: failed, rate_per_s, seconds_left } = job.progress;
  const all = Math.max(1, job.units_total);
  const facts = [t("jobs.units", { done: count(done), total: count(job.units_total) })];
  if (failed > 0) facts.push(t("jobs.failed_units", { count: failed }));
  if (isActive(job) && rate_per_s !== null)
    facts.push(t("jobs.rate", { rate: decimal(rate_per_s) }));
  if (isActive(job) && seconds_left !== null)
    facts.push(t("jobs.left", { time: clock(seconds_left) }));
  return (
    <>
      <Progress.Root size="lg" my="xs">
        <Progress.Section
          value={(100 * done) / all}
          aria-label={t("jobs.done_share", { share: share(done, all) })}
        />
        <Progress.Section
          value={(100 * failed) / all}
          color="red"
          aria-label={t("jobs.failed_share", { share: share(failed, all) })}
        />
      </Progress.Root>
      <Group gap="sm" aria-live="polite">
        <Badge color={colors[job.state]} variant="dot">
          {t(`jobs.state_${job.state}`)}
        </Badge>
        <Text size="sm">{facts.join(" · ")}</Text>
      </Group>
    </>
  );
}
