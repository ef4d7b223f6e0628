import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Benchmarked } from "@/api/types";

export const benchmarkedQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "benchmarked"],
    queryFn: () => get("/api/v1/datasets/{slug}/benchmarked/", { path: { slug } }),
  });

/** How far the newest benchmark is; null without one. */
export function useBenchmarked(slug: string): Benchmarked | null {
  return useSuspenseQuery(benchmarkedQuery(slug)).data.newest;
}
