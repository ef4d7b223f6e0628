import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

/** Causes are picked out of the pages here; the larger a page, the sooner one finds its rows. */
const PAGE = 500;

/** The units of a job that failed, page after page. */
export function useFailures(id: number) {
  return useInfiniteQuery({
    queryKey: ["jobs", id, "failures"],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/jobs/{id}/failures/", { path: { id }, query: { cursor, page_size: PAGE } }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
  });
}
