import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Overview } from "@/api/types";

/** The kinds of source this dataset has, for the filter. */
export function useSources(slug: string): Overview["sources"] {
  const { data } = useQuery({
    queryKey: ["datasets", slug, "overview"],
    queryFn: () => get("/api/v1/datasets/{slug}/overview/", { path: { slug } }),
  });
  return data?.sources ?? [];
}
