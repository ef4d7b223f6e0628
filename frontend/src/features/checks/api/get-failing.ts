import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

import type { Chosen } from "../filter";

/** What fails a check in a language, page after page. */
export function useFailing(slug: string, { language, check, engine }: Chosen) {
  return useInfiniteQuery({
    queryKey: ["datasets", slug, "checks", "failing", language, check, engine],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/datasets/{slug}/checks/failing/", {
        path: { slug },
        query: { language, check, engine, cursor },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
  });
}
