import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { CorrectionRates, Edits, EffortRow, RateRow } from "@/api/types";

import { type Chosen, type Grouping, queryOf } from "../filter";

const keyOf = (slug: string) => ["datasets", slug, "correction-statistics"] as const;

/** How often natives corrected; undefined until it is known. */
export function useRates(slug: string, chosen: Chosen, by: Grouping): CorrectionRates | undefined {
  return useQuery({
    queryKey: [...keyOf(slug), "rates", chosen, by],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/correction-statistics/", {
        path: { slug },
        query: { ...queryOf(chosen), by },
      }),
    placeholderData: keepPreviousData,
    throwOnError: true,
  }).data;
}

export function useEffort(slug: string, chosen: Chosen, by: Grouping): EffortRow[] | undefined {
  return useQuery({
    queryKey: [...keyOf(slug), "effort", chosen, by],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/correction-statistics/effort/", {
        path: { slug },
        query: { ...queryOf(chosen), by },
      }),
    placeholderData: keepPreviousData,
    throwOnError: true,
  }).data;
}

export function useTimes(
  slug: string,
  chosen: Chosen,
  step: "day" | "week",
): RateRow[] | undefined {
  return useQuery({
    queryKey: [...keyOf(slug), "times", chosen, step],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/correction-statistics/times/", {
        path: { slug },
        query: { ...queryOf(chosen), step },
      }),
    placeholderData: keepPreviousData,
    throwOnError: true,
  }).data;
}

export function useEdits(slug: string, chosen: Chosen): Edits | undefined {
  return useQuery({
    queryKey: [...keyOf(slug), "edits", chosen],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/correction-statistics/edits/", {
        path: { slug },
        query: queryOf(chosen),
      }),
    placeholderData: keepPreviousData,
    throwOnError: true,
  }).data;
}
