import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";

import type { Job } from "@/api/types";

interface Props {
  slug: string;
  job: Job | undefined;
  /** What happens now: "It is being frozen." */
  children: string;
}

/** Says that a job was started, and leads to it. */
export function StartedNote({ slug, job, children }: Props) {
  if (job === undefined) return null;
  return (
    <Text role="status" size="sm">
      <Anchor component={Link} to={`/d/${slug}/jobs/${job.id}`} inherit>
        {children}
      </Anchor>
    </Text>
  );
}
