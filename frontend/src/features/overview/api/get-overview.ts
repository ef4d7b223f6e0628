import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Overview } from "@/api/types";

export const overviewQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "overview"],
    queryFn: () => get("/api/v1/datasets/{slug}/overview/", { path: { slug } }),
    refetchInterval: 10_000,
  });

export function useOverview(slug: string): Overview {
  return useSuspenseQuery(overviewQuery(slug)).data;
}
