import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Job } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { JobActions } from "./JobActions";
import { JobProgress } from "./JobProgress";
import { useJobTitle } from "./use-job-title";

export function JobCard({ slug, job }: { slug: string; job: Job }) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const title = useJobTitle()(job);
  const page = `/d/${slug}/jobs/${job.id}`;
  const causes = job.progress.errors.length;
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <div>
          <Title order={3} size="h4">
            <Anchor component={Link} to={page} inherit>
              {title}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            {date(job.created_at)}
            {job.created_by && (
              <>
                {" · "}
                <bdi>{job.created_by}</bdi>
              </>
            )}
          </Text>
        </div>
        <JobActions slug={slug} job={job} />
      </Group>
      <JobProgress job={job} />
      {causes > 0 && (
        <Anchor component={Link} to={`${page}#failures`}>
          {t("jobs.causes", { count: causes })}
        </Anchor>
      )}
    </Paper>
  );
}
