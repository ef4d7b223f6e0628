import { Badge, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Job, JobState } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { useProgressFacts } from "./use-progress-facts";

const colors: Record<JobState, string> = {
  planning: "gray",
  running: "teal",
  paused: "yellow",
  succeeded: "green",
  failed: "red",
  cancelled: "gray",
};

/** How far a job is, how fast it goes, what it cost, how long it will take, and why it stands. */
export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const facts = useProgressFacts(job);
  const { units_done: done, units_failed: failed } = job.progress;
  const all = Math.max(1, job.units_total);
  return (
    <>
      <Progress.Root size="lg" my="xs">
        <Progress.Section
          value={(100 * (done - failed)) / all}
          aria-label={t("jobs.done_share", { share: share(done - failed, all) })}
        />
        <Progress.Section
          value={(100 * failed) / all}
          color="red"
          aria-label={t("jobs.failed_share", { share: share(failed, all) })}
        />
      </Progress.Root>
      <Group gap="sm">
        {/* A new state is announced; the numbers change every few seconds, and would never stop. */}
        <Badge color={colors[job.state]} variant="dot" aria-live="polite">
          {t(`jobs.state_${job.state}`)}
        </Badge>
        <Text size="sm">{facts.join(" · ")}</Text>
      </Group>
      {job.pause_reason && <Text mt="xs">{t(`jobs.paused_${job.pause_reason}`)}</Text>}
      {job.error !== "" && (
        <Text mt="xs">
          <bdi>{job.error}</bdi>
        </Text>
      )}
    </>
  );
}
