import { useMutation, useQueryClient } from "@tanstack/react-query";

import { patch } from "@/api/client";
import type { JobChange } from "@/api/types";

export function useChangeJob(slug: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: JobChange) => patch("/api/v1/jobs/{id}/", { path: { id }, body: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
}
