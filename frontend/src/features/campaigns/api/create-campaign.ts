import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "@/api/client";
import type { NewCampaign } from "@/api/types";

export function useCreateCampaign(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (campaign: NewCampaign) =>
      postOnce("/api/v1/datasets/{slug}/campaigns/", { path: { slug }, body: campaign }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "campaigns"] }),
  });
}
