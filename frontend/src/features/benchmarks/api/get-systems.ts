import { useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** The dataset's systems under test, by name. */
export function useSystems(slug: string) {
  return useQuery({
    queryKey: ["datasets", slug, "systems"],
    queryFn: () => get("/api/v1/datasets/{slug}/systems/", { path: { slug } }),
  });
}
