import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** The voices of a dataset, page after page. */
export function useVoices(slug: string) {
  return useInfiniteQuery(
    paged(["datasets", slug, "voices"], (cursor) =>
      get("/api/v1/datasets/{slug}/voices/", { path: { slug }, query: { cursor } }),
    ),
  );
}
