import type { Training, TrainingPoint, TrainingState } from "@/api/types";

export const colors: Record<TrainingState, string> = {
  exporting: "gray",
  planning: "gray",
  running: "teal",
  paused: "yellow",
  succeeded: "green",
  failed: "red",
  cancelled: "gray",
};

const ended: TrainingState[] = ["succeeded", "failed", "cancelled"];

export type Step = "cancel" | "resume";

/** It trains, will go on by itself, or was cancelled and still keeps what it has learnt. */
export function isUnderWay({ state, is_ending }: Pick<Training, "state" | "is_ending">): boolean {
  return is_ending || (!ended.includes(state) && state !== "paused");
}

/** It was trained, and its test is still to be started. */
export function awaitsTest(run: Pick<Training, "state" | "benchmark" | "followed_at">): boolean {
  return run.state === "succeeded" && run.benchmark !== "" && run.followed_at === null;
}

/** What a manager can do with a training as it stands. */
export function stepsOf({ state }: Pick<Training, "state">): Step[] {
  if (state === "succeeded") return [];
  if (state === "paused") return ["resume", "cancel"];
  return ended.includes(state) ? ["resume"] : ["cancel"];
}

export interface Pace {
  stepsPerS: number;
  secondsLeft: number;
}

/** Points that the pace is taken from. */
const FOLLOWED = 20;

/**
 * How fast it goes, by the median time of a step: the hours between two jobs of a training that
 * was taken up again are no time of work. Null while too little was told.
 */
export function paceOf(
  points: readonly Pick<TrainingPoint, "step" | "at">[],
  { step, steps }: Pick<Training, "step" | "steps">,
): Pace | null {
  const followed = points.slice(-FOLLOWED);
  const times = followed.slice(1).flatMap((point, at) => {
    const before = followed[at];
    if (before === undefined || point.step <= before.step) return [];
    return [(Date.parse(point.at) - Date.parse(before.at)) / 1000 / (point.step - before.step)];
  });
  const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
  if (median === undefined || median <= 0) return null;
  return { stepsPerS: 1 / median, secondsLeft: Math.max(0, steps - step) * median };
}
