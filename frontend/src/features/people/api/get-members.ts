import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** The people of a dataset, page after page. */
export function useMembers(slug: string) {
  return useInfiniteQuery(
    paged(["datasets", slug, "members"], (cursor) =>
      get("/api/v1/datasets/{slug}/members/", { path: { slug }, query: { cursor } }),
    ),
  );
}
