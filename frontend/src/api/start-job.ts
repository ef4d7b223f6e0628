import { useMutation, useQueryClient } from "@tanstack/react-query";

import { postOnce } from "./client";
import type { NewJob } from "./types";

/** Starts jobs of a dataset, one at a time: a second click while one starts is none. */
export function useStartJob(slug: string) {
  const client = useQueryClient();
  const mutationKey = ["datasets", slug, "start-job"];
  const mutation = useMutation({
    mutationKey,
    mutationFn: (body: NewJob) =>
      postOnce("/api/v1/datasets/{slug}/jobs/", { path: { slug }, body }),
    // It ends with the lists that have the new job in them, and with what is left to do then.
    onSuccess: () =>
      Promise.all(
        ["jobs", "releases"].map((part) =>
          client.invalidateQueries({ queryKey: ["datasets", slug, part] }),
        ),
      ),
  });
  const start = (order: NewJob) => {
    if (client.isMutating({ mutationKey }) === 0) mutation.mutate(order);
  };
  const { variables: order, data: job, error, isPending } = mutation;
  return { start, order, job, error, isPending };
}
