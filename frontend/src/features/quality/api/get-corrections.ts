import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get, linkTo } from "@/api/client";
import type { CorrectionStatistics } from "@/api/types";

const correctionsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "correction-statistics"],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/correction-statistics/", { path: { slug }, query: {} }),
  });

/** Where every answer is downloaded as CSV. */
export function correctionFile(slug: string): string {
  return linkTo("/api/v1/datasets/{slug}/correction-statistics/file/", {
    path: { slug },
    query: {},
  });
}

/** How often and how much natives corrected, by language. */
export function useCorrections(slug: string): CorrectionStatistics {
  return useSuspenseQuery(correctionsQuery(slug)).data;
}
