import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { ItemChoices } from "@/api/types";

const NONE: ItemChoices = { sources: [], engines: [], licences: [] };

/** What the filters of items can be set to in this dataset. */
export function useChoices(slug: string): ItemChoices {
  const { data } = useQuery({
    queryKey: ["datasets", slug, "items", "choices"],
    queryFn: () => get("/api/v1/datasets/{slug}/items/choices/", { path: { slug } }),
  });
  return data ?? NONE;
}
