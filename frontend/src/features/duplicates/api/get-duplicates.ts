import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

/** Pairs of items that say nearly the same on both sides of a split, page after page. */
export function useDuplicates(slug: string) {
  return useInfiniteQuery({
    queryKey: ["datasets", slug, "near-duplicates"],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/datasets/{slug}/near-duplicates/", { path: { slug }, query: { cursor } }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
  });
}
