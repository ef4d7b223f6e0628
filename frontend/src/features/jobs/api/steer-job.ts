import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";

import type { Step } from "../states";

/**
 * Pauses, resumes, retries or cancels one job: four addresses of one shape. One step at a time: a
 * second click while one is taken is none.
 */
export function useSteerJob(slug: string, id: number) {
  const client = useQueryClient();
  const mutationKey = ["datasets", slug, "steer-job", id];
  const mutation = useMutation({
    mutationKey,
    mutationFn: (step: Step) => post(`/api/v1/jobs/{id}/${step}/`, { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
  const take = (step: Step) => {
    if (client.isMutating({ mutationKey }) === 0) mutation.mutate(step);
  };
  const { variables: taken, error, isPending } = mutation;
  return { take, taken, error, isPending };
}
