import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get, linkTo } from "@/api/client";
import type { Statistics } from "@/api/types";

export type Grouping = "language" | "engine" | "voice";
export type Part = "table" | "raters" | "votes";

export interface StatisticsFilter {
  by: Grouping;
  /** Version of the screening rules; 0 counts every vote. */
  rules: 0 | 1;
}

const statisticsQuery = (slug: string, filter: StatisticsFilter) =>
  queryOptions({
    queryKey: ["datasets", slug, "statistics", filter],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/statistics/", { path: { slug }, query: { ...filter } }),
  });

export function useStatistics(slug: string, filter: StatisticsFilter): Statistics {
  return useSuspenseQuery(statisticsQuery(slug, filter)).data;
}

/** Where a part is downloaded as CSV. */
export function fileOf(slug: string, filter: StatisticsFilter, part: Part): string {
  return linkTo("/api/v1/datasets/{slug}/statistics/file/", {
    path: { slug },
    query: { ...filter, part },
  });
}
