import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get, linkTo } from "@/api/client";
import type { Statistics } from "@/api/types";

export type Grouping = "language" | "engine" | "voice";
export type Part = "table" | "raters" | "votes";

/** Versions of the screening rules, the newest first; 0 counts every vote. */
export const rules = [2, 1, 0] as const;
export type Rules = (typeof rules)[number];

/** Empty means all. */
export interface StatisticsFilter {
  by: Grouping;
  rules: Rules;
  language: string;
  engine: string;
  voice: string;
}

/** A row for every place that was voted on. */
export const everything: StatisticsFilter = {
  by: "voice",
  rules: 0,
  language: "",
  engine: "",
  voice: "",
};

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
