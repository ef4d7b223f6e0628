import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

/** The units of a job that failed of one cause, page after page. */
export function useFailures(id: number, code: string) {
  return useInfiniteQuery({
    queryKey: ["jobs", id, "failures", code],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/jobs/{id}/failures/", { path: { id }, query: { cursor, code } }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
  });
}
