import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";

import { get, patch, post } from "@/api/client";
import { paged } from "@/api/pages";
import type { KnownClipChange, NewGold } from "@/api/types";

const clipsQuery = (campaign: number, language: string) =>
  paged(["campaigns", campaign, "controls", language], (cursor) =>
    get("/api/v1/campaigns/{id}/controls/", {
      path: { id: campaign },
      query: { cursor, language },
    }),
  );

/** Clips of one language whose answer is known. */
export function useKnownClips(campaign: number, language: string) {
  return useInfiniteQuery(clipsQuery(campaign, language));
}

/** Asks again for all languages of the campaign. */
function useAgain(campaign: number) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["campaigns", campaign, "controls"] });
}

export function useMakeClips(campaign: number, language: string) {
  return useMutation({
    mutationFn: () =>
      post("/api/v1/campaigns/{id}/controls/", { path: { id: campaign }, body: { language } }),
    onSuccess: useAgain(campaign),
  });
}

export function useChangeClip(campaign: number, id: number) {
  return useMutation({
    mutationFn: (body: KnownClipChange) => patch("/api/v1/controls/{id}/", { path: { id }, body }),
    onSuccess: useAgain(campaign),
  });
}

export function useAddGold(campaign: number, slug: string) {
  return useMutation({
    mutationFn: (body: NewGold) => post("/api/v1/datasets/{slug}/gold/", { path: { slug }, body }),
    onSuccess: useAgain(campaign),
  });
}
