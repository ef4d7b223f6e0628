import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";
import { outcomes } from "@/components/scores/scores";

export const kinds = ["flips", "people"] as const;

/** Which questions of a comparison, as its address says; "" is all of them. */
export const everything = {
  language: "",
  only: "",
  /** That the judge decided on. */
  outcome: "",
  /** By most people. */
  chosen: "",
};
export type ItemFilter = typeof everything;

/** Questions of a comparison with both answers, page after page. */
export function useComparedItems(slug: string, id: number, filter: ItemFilter) {
  return useInfiniteQuery(
    paged(["datasets", slug, "benchmarks", "compared", id, filter], (cursor) =>
      get("/api/v1/datasets/{slug}/comparisons/{id}/items/", {
        path: { slug, id },
        query: { cursor, ...queryOf(filter) },
      }),
    ),
  );
}

/** As the API takes it; what it doesn't know is left out. */
export function queryOf({ language, ...filter }: ItemFilter) {
  const only = kinds.find((kind) => kind === filter.only);
  const outcome = outcomes.find((one) => one === filter.outcome);
  const chosen = outcomes.find((one) => one === filter.chosen);
  return {
    ...(language !== "" && { language }),
    ...(only !== undefined && { only }),
    ...(outcome !== undefined && { outcome }),
    ...(chosen !== undefined && { chosen }),
  };
}
