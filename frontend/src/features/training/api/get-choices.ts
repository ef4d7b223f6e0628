import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { TrainingChoices } from "@/api/types";

export const choicesQuery = (slug: string) =>
  queryOptions({
    // Under the dataset's releases: a new one is another choice.
    queryKey: ["datasets", slug, "releases", "training-choices"],
    queryFn: () => get("/api/v1/datasets/{slug}/training-choices/", { path: { slug } }),
  });

/** Releases with what they hold, and checkpoints to go on from. */
export function useTrainingChoices(slug: string): TrainingChoices {
  return useSuspenseQuery(choicesQuery(slug)).data;
}
