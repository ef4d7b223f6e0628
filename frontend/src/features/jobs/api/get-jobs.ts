import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { operations } from "@/api/schema";
import { unlessTold, useLiveJobs } from "@/api/live-jobs";
import { paged } from "@/api/pages";
import { isOpen, POLL_MS } from "@/lib/job-states";

export type Wanted = Omit<
  NonNullable<operations["datasets_jobs_list"]["parameters"]["query"]>,
  "cursor" | "page_size"
>;

/** All of them. */
export const none: Wanted = {};

/**
 * The dataset's jobs, newest first, told of as they change. Without a stream they are asked for
 * again while one runs: every two seconds, and less often the more pages are open, because each
 * page is a request.
 */
export function useJobs(slug: string, wanted: Wanted = none) {
  useLiveJobs(slug);
  const root = ["datasets", slug, "jobs"];
  return useSuspenseInfiniteQuery({
    ...paged(wanted === none ? root : [...root, "found", wanted], (cursor) =>
      get("/api/v1/datasets/{slug}/jobs/", { path: { slug }, query: { ...wanted, cursor } }),
    ),
    refetchInterval: ({ state: { data } }) => {
      const pages = data?.pages ?? [];
      return (
        pages.some((page) => page.results.some(isOpen)) && unlessTold(slug, POLL_MS * pages.length)
      );
    },
  });
}
