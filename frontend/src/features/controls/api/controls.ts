import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";

import { get, patch, post } from "@/api/client";
import { paged } from "@/api/pages";
import type { ControlChange, NewGold } from "@/api/types";

const controlsQuery = (campaign: number, language: string) =>
  paged(["campaigns", campaign, "controls", language], (cursor) =>
    get("/api/v1/campaigns/{id}/controls/", {
      path: { id: campaign },
      query: { cursor, language },
    }),
  );

/** Clips of one language whose answer is known. */
export function useControls(campaign: number, language: string) {
  return useInfiniteQuery(controlsQuery(campaign, language));
}

/** Asks again for all languages of the campaign. */
function useAgain(campaign: number) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["campaigns", campaign, "controls"] });
}

export function useMakeControls(campaign: number, language: string) {
  return useMutation({
    mutationFn: () =>
      post("/api/v1/campaigns/{id}/controls/", { path: { id: campaign }, body: { language } }),
    onSuccess: useAgain(campaign),
  });
}

export function useChangeControl(campaign: number, id: number) {
  return useMutation({
    mutationFn: (body: ControlChange) => patch("/api/v1/controls/{id}/", { path: { id }, body }),
    onSuccess: useAgain(campaign),
  });
}

export function useAddGold(campaign: number, slug: string) {
  return useMutation({
    mutationFn: (body: NewGold) => post("/api/v1/datasets/{slug}/gold/", { path: { slug }, body }),
    onSuccess: useAgain(campaign),
  });
}
