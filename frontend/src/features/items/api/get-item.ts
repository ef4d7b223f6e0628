import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { ItemDetail } from "@/api/types";

export const itemQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "items", "one", id],
    queryFn: () => get("/api/v1/datasets/{slug}/items/{id}/", { path: { slug, id: Number(id) } }),
  });

export function useItem(slug: string, id: string): ItemDetail {
  return useSuspenseQuery(itemQuery(slug, id)).data;
}
