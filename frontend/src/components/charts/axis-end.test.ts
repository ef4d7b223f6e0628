import { expect, test } from "vitest";

import { endOf } from "./axis-end";

const row = (value: number | null, low = 0, high = value) => ({
  value,
  interval: high === null ? null : { low, high },
});

test("an axis holds all values and the intervals of rows that rest on much", () => {
  expect(endOf([row(0.02, 0.015, 0.025), row(0.01, 0.008, 0.012)])).toBe(0.025);
  expect(endOf([row(0.02, 0.015, 0.025), row(0.01, 0.001, 0.04)])).toBe(0.04);
});

test("a row of a few that rejects nothing does not press the others together", () => {
  const few = row(0, 0, 0.43);
  expect(endOf([row(0.02, 0.015, 0.025), few])).toBe(0.05);
  expect(endOf([row(0, 0, 0.004), few])).toBe(0.008);
});

test("whatever has a value stands on the axis, though it rests on little", () => {
  expect(endOf([row(1, 0.2, 1), row(0.02, 0.015, 0.025)])).toBe(1);
  expect(endOf([{ value: 5, interval: null }, { value: 3 }])).toBe(5);
});

test("where nothing is rejected, the surest whisker fills half of the axis", () => {
  expect(endOf([row(0, 0, 0.004)])).toBe(0.008);
  expect(endOf([row(0, 0, 0.8)], 1)).toBe(1);
});

test("an axis of nothing ends at zero", () => {
  expect(endOf([])).toBe(0);
  expect(endOf([row(null)])).toBe(0);
});
