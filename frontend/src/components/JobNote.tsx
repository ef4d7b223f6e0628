import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { jobQuery } from "@/api/jobs";
import { useLiveJobs } from "@/api/live-jobs";
import type { Job } from "@/api/types";
import { isOpen } from "@/lib/job-states";

interface Props {
  slug: string;
  /** As it was started here; none before that. */
  job: Job | undefined;
  /** What happens while it runs: "It is being frozen." */
  children: string;
}

/** Says that a job was started, leads to it, and says how it ended. */
export function JobNote({ job, ...props }: Props) {
  return job === undefined ? null : <Note key={job.id} begun={job} {...props} />;
}

function Note({ slug, begun, children }: Omit<Props, "job"> & { begun: Job }) {
  const { t } = useTranslation();
  useLiveJobs(slug);
  const { data: job } = useQuery({ ...jobQuery(slug, begun.id), initialData: begun });
  const { state, progress } = job;
  const error = job.error || progress.errors[0]?.error;
  const failed = state === "failed" || (!isOpen(job) && progress.units_failed > 0);
  const words = () => {
    if (failed) return t("started.failed");
    if (state === "planning" || state === "running") return children;
    return t(`started.${state}`);
  };
  return (
    <div role="status">
      <Anchor component={Link} to={`/d/${slug}/jobs/${job.id}`} size="sm">
        {words()}
      </Anchor>
      {failed && error && (
        <Text size="sm" c="var(--studio-bad)">
          <bdi>{error}</bdi>
        </Text>
      )}
    </div>
  );
}
