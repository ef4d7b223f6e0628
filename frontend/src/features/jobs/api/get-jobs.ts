import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Job } from "@/api/types";

const POLL_MS = 2_000;

export function isActive({ state }: Job): boolean {
  return state === "planning" || state === "running";
}

export const jobsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "jobs"],
    queryFn: async () => (await get("/api/v1/datasets/{slug}/jobs/", { path: { slug } })).results,
    refetchInterval: ({ state }) => (state.data?.some(isActive) === true ? POLL_MS : false),
  });

/** The newest jobs, asked for again every two seconds while one runs. */
export function useJobs(slug: string): Job[] {
  return useSuspenseQuery(jobsQuery(slug)).data;
}
