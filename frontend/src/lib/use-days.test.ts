import { expect, test } from "vitest";

import { lastDayOf } from "./use-days";

test("a week ends on its seventh day, also over the end of a month", () => {
  expect(lastDayOf("2026-11-30", "week")).toBe("2026-12-06");
  expect(lastDayOf("2026-11-30", "day")).toBe("2026-11-30");
});
