import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

export function useCloseCampaign(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => post("/api/v1/campaigns/{id}/close/", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["datasets", slug, "campaigns"] }),
  });
}
