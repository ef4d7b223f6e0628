import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { DatedRejectionRate, RejectionRate } from "@/api/types";

import { type Chosen, queryOf, type Step } from "../filter";

/** How often each check rejects; undefined until it is known. */
export function useRates(slug: string, chosen: Chosen): RejectionRate[] | undefined {
  return useQuery({
    queryKey: ["datasets", slug, "checks", "rates", chosen],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/checks/rates/", { path: { slug }, query: queryOf(chosen) }),
    placeholderData: keepPreviousData,
    throwOnError: true,
  }).data;
}

/** The same by when things were made, oldest first. */
export function useTimes(
  slug: string,
  chosen: Chosen,
  step: Step,
): DatedRejectionRate[] | undefined {
  return useQuery({
    queryKey: ["datasets", slug, "checks", "times", chosen, step],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/checks/times/", {
        path: { slug },
        query: { ...queryOf(chosen), step },
      }),
    placeholderData: keepPreviousData,
    throwOnError: true,
  }).data;
}
