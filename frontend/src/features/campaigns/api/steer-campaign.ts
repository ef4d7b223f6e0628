import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";
import type { CampaignExtension } from "@/api/types";

function useRefresh(slug: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["datasets", slug, "campaigns"] });
}

export function useStartCampaign(slug: string) {
  return useMutation({
    mutationFn: (id: number) => post("/api/v1/campaigns/{id}/start/", { path: { id } }),
    onSettled: useRefresh(slug),
  });
}

export function usePauseCampaign(slug: string) {
  return useMutation({
    mutationFn: (id: number) => post("/api/v1/campaigns/{id}/pause/", { path: { id } }),
    onSettled: useRefresh(slug),
  });
}

export function useExtendCampaign(slug: string, id: number) {
  return useMutation({
    mutationFn: (extension: CampaignExtension) =>
      post("/api/v1/campaigns/{id}/extend/", { path: { id }, body: extension }),
    onSuccess: useRefresh(slug),
  });
}
