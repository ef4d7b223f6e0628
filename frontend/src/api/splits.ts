import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "./client";
import type { SplitCounts } from "./types";

export const splitsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "splits"],
    queryFn: () => get("/api/v1/datasets/{slug}/splits/", { path: { slug } }),
  });

export function useSplits(slug: string): SplitCounts {
  return useSuspenseQuery(splitsQuery(slug)).data;
}
