import type { Job } from "@/api/types";

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
