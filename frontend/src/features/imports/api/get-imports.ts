import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** The dataset's imports, newest first, page after page. */
export function useImports(slug: string) {
  return useSuspenseInfiniteQuery(
    paged(["datasets", slug, "imports"], (cursor) =>
      get("/api/v1/datasets/{slug}/imports/", { path: { slug }, query: { cursor } }),
    ),
  );
}
