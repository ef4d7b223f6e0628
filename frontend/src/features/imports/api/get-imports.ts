import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { ImportRun } from "@/api/types";

export const importsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "imports"],
    queryFn: async () =>
      (await get("/api/v1/datasets/{slug}/imports/", { path: { slug } })).results,
  });

export function useImports(slug: string): ImportRun[] {
  return useSuspenseQuery(importsQuery(slug)).data;
}
