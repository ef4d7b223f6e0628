import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

/** What fails a check in a language, page after page. */
export function useFailing(slug: string, language: string, check: string) {
  return useInfiniteQuery({
    queryKey: ["datasets", slug, "checks", "failing", language, check],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/datasets/{slug}/checks/failing/", {
        path: { slug },
        query: { language, check, cursor },
      }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
  });
}
