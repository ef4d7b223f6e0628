import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Job } from "@/api/types";
import { isOpen, POLL_MS } from "@/lib/job-states";

/** Lies under the dataset's jobs, so that what changes a job refreshes both. */
export const jobQuery = (slug: string, id: number) =>
  queryOptions({
    queryKey: ["datasets", slug, "jobs", id],
    queryFn: () => get("/api/v1/jobs/{id}/", { path: { id } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOpen(state.data) ? POLL_MS : false,
  });

export function useJob(slug: string, id: number): Job {
  return useSuspenseQuery(jobQuery(slug, id)).data;
}
