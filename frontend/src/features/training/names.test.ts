import { expect, test } from "vitest";

import { freeName } from "./names";

test("a free name has the next number, and fits", () => {
  expect(freeName("omni_lora", [])).toBe("omni-lora-1");
  expect(freeName("omni_lora", ["omni-lora-1", "omni-lora-2", "other"])).toBe("omni-lora-3");
  expect(freeName("x".repeat(60), []).length).toBeLessThanOrEqual(40);
});
