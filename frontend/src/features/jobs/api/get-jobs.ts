import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Job } from "@/api/types";

import { isOpen, POLL_MS } from "../states";

export const jobsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "jobs"],
    queryFn: async () => (await get("/api/v1/datasets/{slug}/jobs/", { path: { slug } })).results,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) === true ? POLL_MS : false),
  });

/** The newest jobs, asked for again every two seconds while one runs. */
export function useJobs(slug: string): Job[] {
  return useSuspenseQuery(jobsQuery(slug)).data;
}
