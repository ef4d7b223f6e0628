import { Anchor, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { isOpen } from "@/lib/job-states";

import { useJobs } from "./api/get-jobs";
import { JobProgress } from "./JobProgress";
import { useJobTitle } from "./use-job-title";

/** What runs right now, for the overview. */
export function RunningJobs() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const running = useJobs(slug).data.filter(isOpen);
  const titleOf = useJobTitle();
  return (
    <section aria-labelledby="running-jobs">
      <Title order={2} size="h3" id="running-jobs" mb="sm">
        {t("jobs.running")}
      </Title>
      {running.length === 0 && <Text c="dimmed">{t("jobs.nothing_runs")}</Text>}
      <Stack>
        {running.map((job) => (
          <Paper key={job.id} withBorder p="md">
            <Anchor component={Link} to={`/d/${slug}/jobs/${job.id}`}>
              {titleOf(job)}
            </Anchor>
            <JobProgress job={job} />
          </Paper>
        ))}
      </Stack>
    </section>
  );
}
