import { expect, test } from "vitest";

import { stepOf } from "./use-card-keys";

test.each([
  ["ArrowDown", "ltr", 1],
  ["ArrowUp", "ltr", -1],
  ["ArrowRight", "ltr", 1],
  ["ArrowLeft", "ltr", -1],
  ["ArrowRight", "rtl", -1],
  ["ArrowLeft", "rtl", 1],
  ["a", "ltr", null],
])("%s goes in %s text by %s", (key, direction, by) => {
  expect(stepOf(key, direction)).toBe(by);
});
