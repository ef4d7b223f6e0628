import type { Cell } from "@/lib/csv";
import type { TrainingCurves, TrainingPoint } from "@/api/types";

/** What is drawn over the steps, each in a chart of its own. */
export const metrics = ["loss", "learning_rate", "tokens_per_s", "memory_bytes"] as const;
export type Metric = (typeof metrics)[number];

/** The last point told at a step or before it; the first one before all others. */
export function pointAt<P extends Pick<TrainingPoint, "step">>(
  points: readonly P[],
  step: number,
): P | undefined {
  return points.findLast((point) => point.step <= step) ?? points[0];
}

/** Columns of the table behind all curves: a step, its epoch, all that was told, and validation. */
export function rowsOf({ points, validations }: TrainingCurves): Cell[][] {
  const names = ["loss", "learning_rate", "norm", "samples_per_s", "tokens_per_s", "memory_bytes"];
  const head: Cell[] = ["step", "epoch", ...names, "validation_loss"];
  const found = new Map(validations.map(({ step, loss }) => [step, loss]));
  const steps = new Set([...points, ...validations].map(({ step }) => step));
  const told = new Map(points.map((point) => [point.step, point]));
  const rows = [...steps]
    .toSorted((one, other) => one - other)
    .map((step): Cell[] => {
      const point = told.get(step);
      const values = [
        point?.epoch,
        point?.loss,
        point?.learning_rate,
        point?.norm,
        point?.samples_per_s,
        point?.tokens_per_s,
        point?.memory_bytes,
        found.get(step),
      ];
      return [step, ...values.map((value) => value ?? null)];
    });
  return [head, ...rows];
}

/** Names of what validations measured, in the order in which they were met. */
export function measuresOf({ validations }: TrainingCurves): string[] {
  return [...new Set(validations.flatMap(({ metrics: measured }) => Object.keys(measured)))];
}
