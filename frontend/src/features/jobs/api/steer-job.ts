import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

import type { Step } from "../states";

/** Pauses, resumes, retries or cancels one job: four addresses of one shape. */
export function useSteerJob(slug: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => post(`/api/v1/jobs/{id}/${step}/`, { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
}
