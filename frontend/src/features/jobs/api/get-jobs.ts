import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";
import { isOpen, POLL_MS } from "@/lib/job-states";

/**
 * The dataset's jobs, newest first, asked for again while one runs: every two seconds, and less
 * often the more pages are open, because each page is a request.
 */
export function useJobs(slug: string) {
  return useSuspenseInfiniteQuery({
    ...paged(["datasets", slug, "jobs"], (cursor) =>
      get("/api/v1/datasets/{slug}/jobs/", { path: { slug }, query: { cursor } }),
    ),
    refetchInterval: ({ state: { data } }) => {
      const pages = data?.pages ?? [];
      return pages.some((page) => page.results.some(isOpen)) && POLL_MS * pages.length;
    },
  });
}
