import { useOpenJobs } from "@/api/jobs";
import type { Job } from "@/api/types";

const kinds = ["benchmark", "evaluate", "judge"];

/** Jobs on benchmarks that run now, or will go on. */
export function useBenchmarkJobs(slug: string): Job[] {
  return useOpenJobs(slug, kinds, "benchmarks");
}

/** The job of this kind that runs on these, if one does. */
export function jobOn(jobs: Job[], kind: string, parameters: Record<string, string>) {
  return jobs.find(
    (job) =>
      job.kind === kind &&
      Object.entries(parameters).every(([name, value]) => job.parameters[name] === value),
  );
}
