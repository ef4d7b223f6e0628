import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** The dataset's campaigns, newest first, page after page; their votes come in while one looks. */
export function useCampaigns(slug: string) {
  return useSuspenseInfiniteQuery({
    ...paged(["datasets", slug, "campaigns"], (cursor) =>
      get("/api/v1/datasets/{slug}/campaigns/", { path: { slug }, query: { cursor } }),
    ),
    refetchInterval: 15_000,
  });
}
