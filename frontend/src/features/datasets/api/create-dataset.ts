import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "@/api/client";
import type { NewDataset } from "@/api/types";

export function useCreateDataset() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dataset: NewDataset) => postOnce("/api/v1/datasets/", { body: dataset }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets"] }),
  });
}
