import { useMutation, useQueryClient } from "@tanstack/react-query";

import { post } from "@/api/client";
import type { NewJob } from "@/api/types";

/** Starts a job. A second click, however quick, starts no second one. */
export function useStartJob(slug: string) {
  const client = useQueryClient();
  const mutationKey = ["datasets", slug, "start-job"];
  const mutation = useMutation({
    mutationKey,
    mutationFn: (body: NewJob) => post("/api/v1/datasets/{slug}/jobs/", { path: { slug }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", slug, "jobs"] }),
  });
  const start = (job: NewJob) => {
    if (client.isMutating({ mutationKey }) === 0) mutation.mutate(job);
  };
  return { start, error: mutation.error, isPending: mutation.isPending };
}
