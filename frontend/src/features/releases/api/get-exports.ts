import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** While files are being made, their end is looked for. */
const POLL_MS = 3_000;

/** The files that were made of a release, the newest export first. */
export function useExports(slug: string, name: string) {
  return useInfiniteQuery({
    ...paged(["datasets", slug, "releases", "exports", name], (cursor) =>
      get("/api/v1/datasets/{slug}/releases/{name}/exports/", {
        path: { slug, name },
        query: { cursor },
      }),
    ),
    refetchInterval: ({ state: { data } }) =>
      (data?.pages ?? []).some((page) => page.results.some(({ done }) => !done)) && POLL_MS,
  });
}
