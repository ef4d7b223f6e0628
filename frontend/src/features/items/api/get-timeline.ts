import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { get } from "@/api/client";

/** What happened to an item, in one language or, where that is empty, in all. */
export function useTimeline(slug: string, id: string, language: string) {
  return useQuery({
    queryKey: ["datasets", slug, "items", "one", id, "timeline", language],
    queryFn: () =>
      get("/api/v1/datasets/{slug}/items/{id}/timeline/", {
        path: { slug, id: Number(id) },
        query: language === "" ? {} : { language },
      }),
    placeholderData: keepPreviousData,
  });
}
