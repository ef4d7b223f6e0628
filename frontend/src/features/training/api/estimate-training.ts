import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { post } from "@/api/client";
import type { NewTraining } from "@/api/types";

/** What a training would do, take and cost; asked anew as the form changes, never for nothing. */
export function useTrainingEstimate(slug: string, wish: NewTraining, asked: boolean) {
  return useQuery({
    queryKey: ["datasets", slug, "training-estimate", wish],
    queryFn: () =>
      post("/api/v1/datasets/{slug}/trainings/estimate/", { path: { slug }, body: wish }),
    enabled: asked,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
