import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

export function useCancelJob(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => post("/api/v1/jobs/{id}/cancel/", { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
}
