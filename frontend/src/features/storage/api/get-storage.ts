import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { StorageReport } from "@/api/types";

/** While a check runs, its end is looked for. */
const POLL_MS = 3_000;

export const storageQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "storage"],
    queryFn: () => get("/api/v1/datasets/{slug}/storage/", { path: { slug } }),
  });

export function useStorage(slug: string, watched: boolean): StorageReport {
  const query = storageQuery(slug);
  return useSuspenseQuery({ ...query, refetchInterval: watched ? POLL_MS : false }).data;
}
