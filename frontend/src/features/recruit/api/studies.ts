import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";

import { get, patch, postOnce } from "@/api/client";
import { paged } from "@/api/pages";
import type { NewStudy } from "@/api/types";

function studiesQuery(campaign: number) {
  return paged(["campaigns", campaign, "studies"], (cursor) =>
    get("/api/v1/campaigns/{id}/studies/", { path: { id: campaign }, query: { cursor } }),
  );
}

export function useStudies(campaign: number) {
  return useSuspenseInfiniteQuery(studiesQuery(campaign));
}

/** Makes a study, or changes the one that is named. */
export function useSaveStudy(campaign: number, study: number | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewStudy) =>
      study === null
        ? postOnce("/api/v1/campaigns/{id}/studies/", { path: { id: campaign }, body })
        : patch("/api/v1/studies/{id}/", { path: { id: study }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: studiesQuery(campaign).queryKey }),
  });
}
