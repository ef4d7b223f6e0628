import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Rejections } from "@/api/types";

const checksQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "checks"],
    queryFn: () => get("/api/v1/datasets/{slug}/checks/", { path: { slug } }),
  });

export function useChecks(slug: string): Rejections {
  return useSuspenseQuery(checksQuery(slug)).data;
}
