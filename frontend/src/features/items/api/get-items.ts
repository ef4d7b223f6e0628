import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

import { queryOf, type ItemFilter } from "../filter";

/** Items by filter, page after page. */
export function useItems(slug: string, filter: ItemFilter) {
  return useInfiniteQuery({
    ...paged(["datasets", slug, "items", filter], (cursor) =>
      get("/api/v1/datasets/{slug}/items/", {
        path: { slug },
        query: { ...queryOf(filter), cursor },
      }),
    ),
    placeholderData: keepPreviousData,
  });
}
