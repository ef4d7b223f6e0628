import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";
import type { ChangeKind } from "@/api/types";

/** Rows of one kind of change since the release before. */
export function useChanges(slug: string, name: string, kind: ChangeKind) {
  return useInfiniteQuery({
    ...paged(["datasets", slug, "releases", "changes", name, kind], (cursor) =>
      get("/api/v1/datasets/{slug}/releases/{name}/changes/", {
        path: { slug, name },
        query: { cursor, kind },
      }),
    ),
    staleTime: Infinity,
  });
}
