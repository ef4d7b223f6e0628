import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { Campaign } from "@/api/types";

export const campaignsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "campaigns"],
    queryFn: async () =>
      (await get("/api/v1/datasets/{slug}/campaigns/", { path: { slug } })).results,
    refetchInterval: 15_000,
  });

export function useCampaigns(slug: string): Campaign[] {
  return useSuspenseQuery(campaignsQuery(slug)).data;
}
