import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { JobChoices } from "@/api/types";

/** Lies under the dataset's jobs: a job that was started may bring engines and voices. */
export const choicesQuery = (slug: string) =>
  queryOptions({
    queryKey: ["datasets", slug, "jobs", "choices"],
    queryFn: () => get("/api/v1/datasets/{slug}/jobs/choices/", { path: { slug } }),
  });

/** What the parameters of a job may name in this dataset. */
export function useChoices(slug: string): JobChoices {
  return useSuspenseQuery(choicesQuery(slug)).data;
}
