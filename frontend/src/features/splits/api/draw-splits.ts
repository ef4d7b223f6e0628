import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

export function useDrawSplits(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post("/api/v1/datasets/{slug}/splits/", { path: { slug } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug] }),
  });
}
