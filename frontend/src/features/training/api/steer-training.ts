import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";
import type { Training } from "@/api/types";

import type { Step } from "../states";

/**
 * Cancels a training or lets it go on; a paused one goes on in the job that it has. One step at a
 * time: a second click while one is taken is none.
 */
export function useSteerTraining(slug: string, run: Training) {
  const client = useQueryClient();
  const mutationKey = ["datasets", slug, "steer-training", run.id];
  const mutation = useMutation({
    mutationKey,
    mutationFn: async (step: Step) => {
      const job = run.job ?? run.export_job;
      if (step === "resume" && run.state === "paused" && job !== null)
        await post("/api/v1/jobs/{id}/resume/", { path: { id: job } });
      else await post(`/api/v1/trainings/{id}/${step}/`, { path: { id: run.id } });
    },
    onSettled: () =>
      Promise.all(
        ["trainings", "jobs"].map((part) =>
          client.invalidateQueries({ queryKey: ["datasets", slug, part] }),
        ),
      ),
  });
  const take = (step: Step) => {
    if (client.isMutating({ mutationKey }) === 0) mutation.mutate(step);
  };
  const { variables: taken, error, isPending } = mutation;
  return { take, taken, error, isPending };
}
