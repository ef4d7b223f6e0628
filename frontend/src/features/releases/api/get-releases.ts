import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** The dataset's releases, the newest first. */
export function useReleases(slug: string) {
  return useInfiniteQuery(
    paged(["datasets", slug, "releases"], (cursor) =>
      get("/api/v1/datasets/{slug}/releases/", { path: { slug }, query: { cursor } }),
    ),
  );
}

/** All that is published of one release; only who may read it changes. */
export function useRelease(slug: string, name: string) {
  return useQuery({
    queryKey: ["datasets", slug, "releases", "one", name],
    queryFn: () => get("/api/v1/datasets/{slug}/releases/{name}/", { path: { slug, name } }),
    staleTime: Infinity,
  });
}
