import type { Job } from "@/api/types";

/** How often a job that may change is asked for again. */
export const POLL_MS = 2_000;

/** How often is asked whether somebody else has started something. */
export const QUIET_MS = 15_000;

/** Work is being done. */
export function isActive({ state }: Pick<Job, "state">): boolean {
  return state === "planning" || state === "running";
}

/** Work is being done or will go on. */
export function isOpen(job: Pick<Job, "state">): boolean {
  return isActive(job) || job.state === "paused";
}
