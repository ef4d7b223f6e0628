import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { get } from "@/api/client";
import type { Job } from "@/api/types";
import { isOpen, POLL_MS } from "@/lib/job-states";

const kinds = ["benchmark", "evaluate", "judge"];
const none: Job[] = [];

/** Jobs on benchmarks that run now, or will go on. What a job that ended made is fetched anew. */
export function useBenchmarkJobs(slug: string): Job[] {
  const client = useQueryClient();
  const { data: jobs = none } = useQuery({
    // Under the dataset's jobs: what starts or steers a job refreshes this, too.
    queryKey: ["datasets", slug, "jobs", "of-benchmarks"],
    queryFn: () => get("/api/v1/datasets/{slug}/jobs/", { path: { slug } }),
    select: (page) => page.results.filter((job) => kinds.includes(job.kind) && isOpen(job)),
    refetchInterval: ({ state }) => (state.data?.results ?? []).some(isOpen) && POLL_MS,
  });
  const running = jobs.map(({ id }) => id).join(" ");
  useEffect(
    () => () => void client.invalidateQueries({ queryKey: ["datasets", slug, "benchmarks"] }),
    [client, slug, running],
  );
  return jobs;
}

/** The job of this kind that runs on these, if one does. */
export function jobOn(jobs: Job[], kind: string, parameters: Record<string, string>) {
  return jobs.find(
    (job) =>
      job.kind === kind &&
      Object.entries(parameters).every(([name, value]) => job.parameters[name] === value),
  );
}
