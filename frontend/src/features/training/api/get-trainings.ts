import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";
import { POLL_MS } from "@/lib/job-states";

import { isUnderWay } from "../states";

/** The dataset's trainings, the newest first, asked for again while one is under way. */
export function useTrainings(slug: string) {
  return useSuspenseInfiniteQuery({
    ...paged(["datasets", slug, "trainings"], (cursor) =>
      get("/api/v1/datasets/{slug}/trainings/", { path: { slug }, query: { cursor } }),
    ),
    refetchInterval: ({ state: { data } }) => {
      const pages = data?.pages ?? [];
      return pages.some((page) => page.results.some(isUnderWay)) && POLL_MS * pages.length;
    },
  });
}
