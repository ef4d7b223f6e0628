import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "./client";
import type { Dataset } from "./types";

export const datasetsQuery = queryOptions({
  queryKey: ["datasets"],
  queryFn: async () => (await get("/api/v1/datasets/", {})).results,
});

export function useDatasets(): Dataset[] {
  return useSuspenseQuery(datasetsQuery).data;
}

export const datasetQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug],
    queryFn: () => get("/api/v1/datasets/{slug}/", { path: { slug } }),
  });

export function useDataset(slug: string): Dataset {
  return useSuspenseQuery(datasetQuery(slug)).data;
}
