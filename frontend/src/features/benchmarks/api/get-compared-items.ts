import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

export const kinds = ["flips", "people"] as const;
export type Kind = (typeof kinds)[number];

export interface ItemFilter {
  /** "" is all of them. */
  language: string;
  only: Kind | "";
}

/** Questions of a comparison with both answers, page after page. */
export function useComparedItems(slug: string, id: number, { language, only }: ItemFilter) {
  const filter = { ...(language !== "" && { language }), ...(only !== "" && { only }) };
  return useInfiniteQuery(
    paged(["datasets", slug, "benchmarks", "compared", id, language, only], (cursor) =>
      get("/api/v1/datasets/{slug}/comparisons/{id}/items/", {
        path: { slug, id },
        query: { cursor, ...filter },
      }),
    ),
  );
}
