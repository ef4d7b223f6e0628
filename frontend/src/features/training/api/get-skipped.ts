import { useInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** Each sample that nothing was learnt from, page after page. */
export function useSkipped(slug: string, id: number) {
  return useInfiniteQuery(
    paged(["datasets", slug, "trainings", id, "skipped"], (cursor) =>
      get("/api/v1/trainings/{id}/skipped/", { path: { id }, query: { cursor } }),
    ),
  );
}
