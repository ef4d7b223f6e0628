import { expect, test } from "vitest";

import { largestShare, linear } from "./scale";

test("a value stands at its share of the way, and never beyond the ends", () => {
  const place = linear([1, 5], [0, 100]);
  expect([0, 1, 2, 5, 9].map(place)).toEqual([0, 0, 25, 100, 100]);
});

test("an axis may run down", () => {
  const place = linear([0, 1], [40, 0]);
  expect([0, 0.25, 1].map(place)).toEqual([40, 30, 0]);
});

test("charts side by side share the largest share of any", () => {
  expect(
    largestShare([
      [1, 1, 2],
      [0, 3, 1],
    ]),
  ).toBe(0.75);
  expect(largestShare([[0, 0]])).toBe(0);
  expect(largestShare([])).toBe(0);
});
