import { useSuspenseQuery } from "@tanstack/react-query";

import { get } from "./client";
import type { Campaign } from "./types";

export function useCampaign(id: number): Campaign {
  return useSuspenseQuery({
    queryKey: ["campaigns", id],
    queryFn: () => get("/api/v1/campaigns/{id}/", { path: { id } }),
  }).data;
}
