import { expect, test } from "vitest";

import type { DrawnTraining } from "@/api/types";

import { curvesOf, extentOf, measuresOf } from "./curves";

function training(id: number, wer: number | null): DrawnTraining {
  const at = "2026-01-01T00:00:00Z";
  return {
    id,
    name: `run${id}`,
    recipe: "r",
    state: "succeeded",
    step: 2,
    steps: 2,
    hours: 1,
    gpu_hours: null,
    cost: null,
    currency: "",
    points: [
      { step: 1, loss: 3 },
      { step: 2, loss: 1 },
    ],
    validations: [{ step: 2, loss: 1.5, metrics: wer === null ? {} : { wer }, is_best: true, at }],
    tests: [],
  };
}

const both = [training(1, 0.4), training(2, null)];

test("the loss stands beside that of samples held out", () => {
  const [first] = curvesOf(both, "loss");
  expect(first?.line).toEqual([
    { x: 1, y: 3 },
    { x: 2, y: 1 },
  ]);
  expect(first?.second).toEqual([{ x: 2, y: 1.5 }]);
});

test("what was measured has a curve where it was", () => {
  expect(measuresOf(both)).toEqual(["wer"]);
  expect(curvesOf(both, "wer").map(({ training: { id } }) => id)).toEqual([1]);
});

test("all charts share one extent", () => {
  expect(extentOf(curvesOf(both, "loss"))).toEqual({ end: 2, top: 3 });
  expect(extentOf([])).toEqual({ end: 1, top: 0 });
});
