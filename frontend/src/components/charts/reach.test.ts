import { expect, test } from "vitest";

import { farthest } from "./reach";

function row(value: number | null, low: number | null = null, high: number | null = null) {
  return { value, low, high };
}

test("an axis goes to the next round number beyond all intervals", () => {
  expect(farthest([row(0.01, -0.031, 0.05), row(0.02, 0, 0.04)])).toBeCloseTo(0.05);
  expect(farthest([row(-3, -12, 1)])).toBe(20);
  expect(farthest([row(7, 6, 9)])).toBe(10);
});

test("an axis of nothing has a length all the same", () => {
  expect(farthest([])).toBe(1);
  expect(farthest([row(null), row(0, 0, 0)])).toBe(1);
});
