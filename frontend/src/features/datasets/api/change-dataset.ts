import { useMutation, useQueryClient } from "@tanstack/react-query";

import { patch } from "@/api/client";
import type { DatasetChange } from "@/api/types";

export function useChangeDataset(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: DatasetChange) =>
      patch("/api/v1/datasets/{slug}/", { path: { slug }, body: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets"] }),
  });
}
