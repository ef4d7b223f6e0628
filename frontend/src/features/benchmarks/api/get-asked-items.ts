import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

interface ItemFilter {
  /** "" is all of them. */
  language: string;
  /** That gave an answer; "" is any, or none. */
  system: string;
  /** Wanted of the answer. */
  target: string;
}

/** Questions of a benchmark with all answers, page after page. */
export function useAskedItems(slug: string, name: string, filter: ItemFilter) {
  return useInfiniteQuery(
    paged(["datasets", slug, "benchmarks", "asked", name, filter], (cursor) =>
      get("/api/v1/datasets/{slug}/benchmarks/{name}/items/", {
        path: { slug, name },
        query: { cursor, ...narrowing(filter) },
      }),
    ),
  );
}

function narrowing(filter: ItemFilter) {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}
