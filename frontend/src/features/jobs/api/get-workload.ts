import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

const REFRESH_MS = 30_000;

interface Filter {
  days: number;
  kind: string;
  language: string;
}

const workloadQuery = (slug: string, filter: Filter) =>
  queryOptions({
    queryKey: ["datasets", slug, "workload", filter],
    queryFn: () => get("/api/v1/datasets/{slug}/workload/", { path: { slug }, query: filter }),
    refetchInterval: REFRESH_MS,
  });

/** What jobs did in the last so many days; what was shown stays until the new is there. */
export function useWorkload(slug: string, filter: Filter) {
  return useQuery({ ...workloadQuery(slug, filter), placeholderData: keepPreviousData });
}
