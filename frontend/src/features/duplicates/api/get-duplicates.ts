import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** Pairs of items that say nearly the same on both sides of a split, page after page. */
export function useDuplicates(slug: string) {
  return useInfiniteQuery(
    paged(["datasets", slug, "near-duplicates"], (cursor) =>
      get("/api/v1/datasets/{slug}/near-duplicates/", { path: { slug }, query: { cursor } }),
    ),
  );
}
