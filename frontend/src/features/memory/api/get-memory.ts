import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { MemoryLanguage } from "@/api/types";

const memoryQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "memory"],
    queryFn: async () =>
      (await get("/api/v1/datasets/{slug}/memory/", { path: { slug } })).languages,
  });

export function useMemoryLanguages(slug: string): MemoryLanguage[] {
  return useSuspenseQuery(memoryQuery(slug)).data;
}
