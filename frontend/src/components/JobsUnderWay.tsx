import { Anchor, Group, Paper, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Job } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

interface Props {
  slug: string;
  jobs: Job[];
  /** What happens: "The release is being made." */
  children: string;
}

/** What is being made now, each by its name with how far it is; it leaves when it is done. */
export function JobsUnderWay({ slug, jobs, children }: Props) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  return jobs.map((job) => {
    const { name } = job.parameters;
    const made = typeof name === "string" ? name : "";
    const { units_done: done } = job.progress;
    const all = Math.max(1, job.units_total);
    return (
      <Paper key={job.id} withBorder p="md" component="article" aria-label={made}>
        <Group justify="space-between" gap="xs">
          <bdi>{made}</bdi>
          <Anchor component={Link} to={`/d/${slug}/jobs/${job.id}`} size="sm">
            {children}
          </Anchor>
        </Group>
        <Progress
          mt="xs"
          value={(100 * done) / all}
          aria-label={t("started.done_share", { share: share(done, all) })}
        />
      </Paper>
    );
  });
}
