import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";
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
    ...paged(["datasets", slug, "items", filter], (cursor) =>
      get("/api/v1/datasets/{slug}/items/", {
        path: { slug },
        query: { search, source, cursor, ...(split && { split }) },
      }),
    ),
    placeholderData: keepPreviousData,
  });
}
