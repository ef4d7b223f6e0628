import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post, postOnce } from "@/api/client";
import type { CampaignWish, NewCampaign } from "@/api/types";
import { useForesight } from "@/components/starting/use-foresight";

export function useCreateCampaign(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (campaign: NewCampaign) =>
      postOnce("/api/v1/datasets/{slug}/campaigns/", { path: { slug }, body: campaign }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "campaigns"] }),
  });
}

/** What a campaign would ask, by language, of what counts for that; null asks nothing. */
export function useForeseenCampaign(slug: string, wish: NewCampaign | null) {
  return useForesight(["campaign", slug], wish && countedOf(wish), (body, manner) =>
    post("/api/v1/datasets/{slug}/campaigns/estimate/", { path: { slug }, body }, manner),
  );
}

/** A name, a protocol or a draft changes nothing of it: what is wrong with one, the start says. */
export function countedOf(wish: NewCampaign): CampaignWish {
  const counted: CampaignWish = { ...wish, protocol: null, draft: false };
  delete counted.name;
  return counted;
}
