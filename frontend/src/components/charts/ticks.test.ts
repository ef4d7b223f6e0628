import { expect, test } from "vitest";

import { ticksTo } from "./ticks";

test("an axis ends at the first round number that is not below the largest value", () => {
  expect(ticksTo(8)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksTo(8.1)).toEqual([0, 2.5, 5, 7.5, 10]);
  expect(ticksTo(1_000)).toEqual([0, 250, 500, 750, 1_000]);
});

test("small numbers are as round as large ones", () => {
  expect(ticksTo(0.0001)).toEqual([0, 0.000025, 0.00005, 0.000075, 0.0001]);
  expect(ticksTo(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
});

test("where there is nothing, there is an axis all the same", () => {
  expect(ticksTo(0)).toEqual([0, 1]);
});
