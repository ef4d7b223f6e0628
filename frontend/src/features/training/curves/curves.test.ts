import { expect, test } from "vitest";

import type { TrainingCurves } from "@/api/types";

import { measuresOf, pointAt, rowsOf } from "./curves";

const when = "2026-01-01T00:00:00Z";

function point(step: number, loss: number) {
  return {
    step,
    epoch: step / 10,
    loss,
    learning_rate: 0.1,
    norm: 1,
    samples_per_s: 2,
    tokens_per_s: 30,
    memory_bytes: 400,
    at: when,
  };
}

const curves: TrainingCurves = {
  points: [point(5, 3), point(10, 2)],
  validations: [
    { step: 10, loss: 2.5, metrics: { wer: 0.5 }, is_best: true, at: when },
    { step: 12, loss: 2.4, metrics: { wer: null, bleu: 3 }, is_best: true, at: when },
  ],
};

test("a step between two points is told by the one before it", () => {
  expect(pointAt(curves.points, 9)?.step).toBe(5);
  expect(pointAt(curves.points, 10)?.step).toBe(10);
  expect(pointAt(curves.points, 1)?.step).toBe(5);
  expect(pointAt<{ step: number }>([], 1)).toBeUndefined();
});

test("the table has each step once, with what was told of it", () => {
  const [head, ...rows] = rowsOf(curves);
  expect(head?.at(-1)).toBe("validation_loss");
  expect(rows).toEqual([
    [5, 0.5, 3, 0.1, 1, 2, 30, 400, null],
    [10, 1, 2, 0.1, 1, 2, 30, 400, 2.5],
    [12, null, null, null, null, null, null, null, 2.4],
  ]);
});

test("measures are named once", () => {
  expect(measuresOf(curves)).toEqual(["wer", "bleu"]);
});
