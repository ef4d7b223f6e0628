import type { DrawnTraining } from "@/api/types";
import type { Point } from "@/components/charts/LineChart";

export const LOSS = "loss";

/** Names of what validations of any of them measured, in the order in which they were met. */
export function measuresOf(trainings: readonly DrawnTraining[]): string[] {
  const measured = trainings.flatMap(({ validations }) =>
    validations.flatMap(({ metrics }) => Object.keys(metrics)),
  );
  return [...new Set(measured)];
}

export interface Curve {
  training: DrawnTraining;
  line: Point[];
  /** Of the loss: that of samples held out. */
  second: Point[];
}

/** The loss with that of validations, or what they measured; trainings without any are left out. */
export function curvesOf(trainings: readonly DrawnTraining[], measure: string): Curve[] {
  const curves = trainings.map((training): Curve => {
    const held = training.validations;
    if (measure !== LOSS)
      return {
        training,
        line: held.flatMap((one) => pointOf(one.step, one.metrics[measure])),
        second: [],
      };
    return {
      training,
      line: training.points.map(({ step, loss }) => ({ x: step, y: loss })),
      second: held.map(({ step, loss }) => ({ x: step, y: loss })),
    };
  });
  return curves.filter(({ line, second }) => line.length + second.length > 0);
}

function pointOf(step: number, value: number | null | undefined): Point[] {
  return typeof value === "number" ? [{ x: step, y: value }] : [];
}

/** What all charts side by side must hold. */
export function extentOf(curves: readonly Curve[]): { end: number; top: number } {
  const points = curves.flatMap(({ line, second }) => [...line, ...second]);
  return {
    end: Math.max(1, ...points.map(({ x }) => x)),
    top: Math.max(0, ...points.map(({ y }) => y)),
  };
}
