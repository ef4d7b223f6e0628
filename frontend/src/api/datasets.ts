import { queryOptions, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "./client";
import { paged } from "./pages";
import type { Dataset } from "./types";

export const datasetsQuery = paged(["datasets"], (cursor) =>
  get("/api/v1/datasets/", { query: { cursor } }),
);

/** The datasets this person may see, page after page. */
export function useDatasets() {
  return useSuspenseInfiniteQuery(datasetsQuery);
}

export const datasetQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug],
    queryFn: () => get("/api/v1/datasets/{slug}/", { path: { slug } }),
  });

export function useDataset(slug: string): Dataset {
  return useSuspenseQuery(datasetQuery(slug)).data;
}
