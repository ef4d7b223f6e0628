import { expect, test } from "vitest";

import { ticksTo } from "./ticks";
import { isCut } from "./Whiskers";

test("an interval that goes on beyond either end of the axis is cut, and told so", () => {
  const inside = { low: 0, high: 0.02 };
  expect(isCut([inside, null, undefined], [0, 0.05])).toBe(false);
  expect(isCut([inside, { low: 0.01, high: 0.43 }], [0, 0.05])).toBe(true);
  expect(isCut([{ low: -3, high: 1 }], [-2, 2])).toBe(true);
});

test("an axis that was rounded to hold an interval does not cut it", () => {
  const high = 0.10004;
  expect(isCut([{ low: 0, high }], [0, ticksTo(high).at(-1) ?? 1])).toBe(false);
});
