import { useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { EvaluationChoices } from "@/api/types";

/** Suites, engines and releases that the start forms may name. */
export function useEvaluationChoices(slug: string): EvaluationChoices {
  return useSuspenseQuery({
    // Under the dataset's releases: a new one is another choice.
    queryKey: ["datasets", slug, "releases", "evaluation-choices"],
    queryFn: () => get("/api/v1/datasets/{slug}/evaluation-choices/", { path: { slug } }),
  }).data;
}
