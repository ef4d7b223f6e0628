import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** Questions of a comparison with both answers, page after page; all languages where it is "". */
export function useComparedItems(slug: string, id: number, language: string) {
  const filter = language === "" ? {} : { language };
  return useInfiniteQuery(
    paged(["datasets", slug, "benchmarks", "compared", id, language], (cursor) =>
      get("/api/v1/datasets/{slug}/comparisons/{id}/items/", {
        path: { slug, id },
        query: { cursor, ...filter },
      }),
    ),
  );
}
