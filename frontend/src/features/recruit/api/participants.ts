import { useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import { paged } from "@/api/pages";

/** Who came from Prolific, newest first, page after page; their outcomes come in meanwhile. */
export function useParticipants(campaign: number) {
  return useSuspenseInfiniteQuery({
    ...paged(["campaigns", campaign, "participants"], (cursor) =>
      get("/api/v1/campaigns/{id}/participants/", { path: { id: campaign }, query: { cursor } }),
    ),
    refetchInterval: 15_000,
  });
}

/** What a manager takes to Prolific: everything, or a list of ids to paste. */
export function fileOf(campaign: number, part: "all" | "approve" | "reject"): string {
  return `/api/v1/campaigns/${campaign}/participants/file/?part=${part}`;
}
