import { expect, test } from "vitest";

import { bestUnit } from "./numbers";

test.each([
  [0.2, ["second", 1]],
  [89, ["second", 89]],
  [120, ["minute", 2]],
  [5_399, ["minute", 90]],
  [5_400, ["hour", 1.5]],
  [172_799, ["hour", 48]],
  [277_200, ["day", 3]],
])("%d seconds are told in the unit people would use", (seconds, told) => {
  expect(bestUnit(seconds)).toEqual(told);
});
