import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { post } from "@/api/client";
import type { NewJob } from "@/api/types";

/** What a job would do, take and cost; asked anew as the order changes, and never for nothing. */
export function useEstimate(slug: string, order: NewJob, asked: boolean) {
  return useQuery({
    queryKey: ["datasets", slug, "jobs", "estimate", order],
    queryFn: () => post("/api/v1/datasets/{slug}/jobs/estimate/", { path: { slug }, body: order }),
    enabled: asked,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export type JobEstimation = ReturnType<typeof useEstimate>;
