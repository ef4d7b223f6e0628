import { expect, test } from "vitest";

import { bestSize, bestUnit } from "./numbers";

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

test.each([
  [1_500, ["kilobyte", 1.5]],
  [999_999, ["kilobyte", 999.999]],
  [1_000_000, ["megabyte", 1]],
  [16_000_000_000, ["gigabyte", 16]],
])("%d bytes are told in the largest unit that there is one of", (bytes, told) => {
  expect(bestSize(bytes)).toEqual(told);
});
