import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** Recordings that were set aside, in one language or in all. */
export function useSetAside(slug: string, language: string) {
  return useInfiniteQuery(
    paged(["datasets", slug, "set-aside", language], (cursor) =>
      get("/api/v1/datasets/{slug}/set-aside/", {
        path: { slug },
        query: { cursor, ...(language === "" ? {} : { language }) },
      }),
    ),
  );
}
