import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";
import type { NewJob } from "@/api/types";

/** Starts the job that is ordered. A second click, however quick, starts no second one. */
export function useStartJob(slug: string, order: NewJob) {
  const client = useQueryClient();
  const mutationKey = ["datasets", slug, "start-job"];
  const mutation = useMutation({
    mutationKey,
    mutationFn: (body: NewJob) => post("/api/v1/datasets/{slug}/jobs/", { path: { slug }, body }),
    // It ends with the list that has the new job in it, and with what is left to do then.
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
  const start = () => {
    if (client.isMutating({ mutationKey }) === 0) mutation.mutate(order);
  };
  /** What came of an order says nothing about another. */
  const isOfThis = mutation.variables === order;
  return {
    start,
    error: isOfThis ? mutation.error : null,
    isPending: mutation.isPending,
    isStarted: isOfThis && mutation.isSuccess,
  };
}
