import { writeFilter } from "@/lib/use-url-filter";

/** What the list of jobs is filtered by, in its address. */
export const jobFilter = {
  of: "",
  state: "",
  engine: "",
  language: "",
  cause: "",
  from: "",
  until: "",
};

export type JobFilter = typeof jobFilter;

/** The list of the jobs that a number comes from. */
export function linkToJobs(slug: string, filter: Partial<JobFilter>): string {
  const address = writeFilter(new URLSearchParams(), jobFilter, filter).toString();
  return `/d/${slug}/jobs${address === "" ? "" : `?${address}`}`;
}
