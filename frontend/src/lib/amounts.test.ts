import { expect, test } from "vitest";

import { amountIn } from "./amounts";

test.each([
  ["8", 8],
  [" 8 ", 8],
  ["1", 1],
  ["20", 20],
  ["0", null],
  ["21", null],
  ["", null],
  ["1.5", null],
  ["-3", null],
  ["1e1", null],
  ["many", null],
])("%o is taken as %o from 1 to 20", (text, amount) => {
  expect(amountIn(text, { least: 1, most: 20 })).toBe(amount);
});
