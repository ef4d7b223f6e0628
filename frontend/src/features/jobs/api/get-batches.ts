import { useInfiniteQuery } from "@tanstack/react-query";

import { cursorOf, get } from "@/api/client";

/** The batches of a job that workers took up, the latest first, page after page. */
export function useBatches(id: number, refetchInterval: number | false) {
  return useInfiniteQuery({
    queryKey: ["jobs", id, "batches"],
    queryFn: ({ pageParam: cursor }) =>
      get("/api/v1/jobs/{id}/batches/", { path: { id }, query: { cursor } }),
    initialPageParam: "",
    getNextPageParam: (page) => cursorOf(page.next),
    refetchInterval,
  });
}
