import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "@/api/client";
import type { NewTraining, Training } from "@/api/types";

/** Starts trainings, one at a time: a second click while one starts is none. */
export function useStartTraining(slug: string, onStarted: (training: Training) => void) {
  const client = useQueryClient();
  const mutationKey = ["datasets", slug, "start-training"];
  const mutation = useMutation({
    mutationKey,
    mutationFn: (body: NewTraining) =>
      postOnce("/api/v1/datasets/{slug}/trainings/", { path: { slug }, body }),
    onSuccess: async (training) => {
      await Promise.all(
        ["jobs", "trainings"].map((part) =>
          client.invalidateQueries({ queryKey: ["datasets", slug, part] }),
        ),
      );
      onStarted(training);
    },
  });
  const start = (wish: NewTraining) => {
    if (client.isMutating({ mutationKey }) === 0) mutation.mutate(wish);
  };
  const { variables: wish, error, isPending, isSuccess } = mutation;
  return { start, wish, error, isPending, isSuccess };
}
