import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { isOpen, POLL_MS, QUIET_MS } from "@/lib/job-states";

import { get } from "./client";
import { unlessTold, useLiveJobs } from "./live-jobs";
import type { Job } from "./types";

const none: Job[] = [];

/** Lies under the dataset's jobs, so that what changes a job refreshes both. */
export const jobQuery = (slug: string, id: number) =>
  queryOptions({
    queryKey: ["datasets", slug, "jobs", id],
    queryFn: () => get("/api/v1/jobs/{id}/", { path: { id } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOpen(state.data) ? unlessTold(slug, POLL_MS) : false,
  });

/**
 * Jobs of these kinds that run now or will go on, whoever started them. When one ends, what such
 * jobs make is fetched anew: all that is kept of the dataset under the name `made`.
 */
export function useOpenJobs(slug: string, kinds: readonly string[], made: string): Job[] {
  useLiveJobs(slug);
  const client = useQueryClient();
  const { data: jobs = none } = useQuery({
    // Under the dataset's jobs: what starts or steers a job refreshes this, too.
    queryKey: ["datasets", slug, "jobs", "newest"],
    queryFn: () => get("/api/v1/datasets/{slug}/jobs/", { path: { slug } }),
    select: (page) => page.results.filter((job) => kinds.includes(job.kind) && isOpen(job)),
    refetchInterval: ({ state }) =>
      unlessTold(slug, (state.data?.results ?? []).some(isOpen) ? POLL_MS : QUIET_MS),
  });
  const running = jobs.map(({ id }) => id).join(" ");
  useEffect(
    () => () => void client.invalidateQueries({ queryKey: ["datasets", slug, made] }),
    [client, slug, made, running],
  );
  return jobs;
}
