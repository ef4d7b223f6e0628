import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";
import { POLL_MS, QUIET_MS } from "@/lib/job-states";

import { isUnderWay } from "../states";

/** The dataset's trainings, the newest first, asked for again, and often while one is under way. */
export function useTrainings(slug: string) {
  return useSuspenseInfiniteQuery({
    ...paged(["datasets", slug, "trainings"], (cursor) =>
      get("/api/v1/datasets/{slug}/trainings/", { path: { slug }, query: { cursor } }),
    ),
    refetchInterval: ({ state: { data } }) => {
      const pages = data?.pages ?? [];
      const live = pages.some((page) => page.results.some(isUnderWay));
      return (live ? POLL_MS : QUIET_MS) * Math.max(1, pages.length);
    },
  });
}
