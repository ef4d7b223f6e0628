import { useSuspenseQuery } from "@tanstack/react-query";

import { jobQuery } from "@/api/jobs";
import { useLiveJobs } from "@/api/live-jobs";
import type { Job } from "@/api/types";

export function useJob(slug: string, id: number): Job {
  useLiveJobs(slug);
  return useSuspenseQuery(jobQuery(slug, id)).data;
}
