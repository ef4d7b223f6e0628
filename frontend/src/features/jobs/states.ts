import type { Job } from "@/api/types";

/** How often a job that may change is asked for again. */
export const POLL_MS = 2_000;

/** Work is being done. */
export function isActive({ state }: Pick<Job, "state">): boolean {
  return state === "planning" || state === "running";
}

/** Work is being done or will go on. */
export function isOpen(job: Pick<Job, "state">): boolean {
  return isActive(job) || job.state === "paused";
}

export const steps = ["pause", "resume", "retry", "cancel"] as const;

export type Step = (typeof steps)[number];

type Steered = Pick<Job, "state"> & {
  progress: Pick<Job["progress"], "units_failed" | "batches">;
};

/** What a manager can do with a job as it stands. */
export function stepsOf(job: Steered): Step[] {
  const { units_failed: units, batches } = job.progress;
  // A plan is made at one stroke: there is nothing to pause yet.
  if (job.state === "planning") return ["cancel"];
  if (job.state === "running") return ["pause", "cancel"];
  if (job.state === "paused") return ["resume", "cancel"];
  return job.state !== "cancelled" && units + batches.failed > 0 ? ["retry"] : [];
}
