import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";
import type { Split } from "@/lib/splits";

export interface ItemFilter {
  search: string;
  split: Split | undefined;
  source: string;
}

/** Items by filter, page after page. */
export function useItems(slug: string, filter: ItemFilter) {
  const { search, source, split } = filter;
  return useInfiniteQuery({
    queryKey: ["datasets", slug, "items", filter],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/datasets/{slug}/items/", {
        path: { slug },
        query: { search, source, cursor, ...(split && { split }) },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
    placeholderData: keepPreviousData,
  });
}
