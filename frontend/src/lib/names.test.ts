import { expect, test } from "vitest";

import { freeName, isPlainName, nextVersion } from "./names";

test("a free name has the next number, and fits", () => {
  expect(freeName("omni_lora", [])).toBe("omni-lora-1");
  expect(freeName("omni_lora", ["omni-lora-1", "omni-lora-2", "other"])).toBe("omni-lora-3");
  expect(freeName("x".repeat(60), []).length).toBeLessThanOrEqual(40);
  expect(freeName("endpoint:Room", ["endpoint-room-1"])).toBe("endpoint-room-2");
  expect(isPlainName(freeName("::", []))).toBe(true);
});

test("a plain name begins with a letter or a digit", () => {
  expect(["qa-v1", "2026.11", "a_b"].filter(isPlainName)).toEqual(["qa-v1", "2026.11", "a_b"]);
  expect(["", "-a", "A", "a b", "x".repeat(41)].filter(isPlainName)).toEqual([]);
});

test("a release is called what comes after the newest", () => {
  expect(nextVersion([])).toBe("v1");
  expect(nextVersion(["v1"])).toBe("v2");
  expect(nextVersion(["v1.1", "v1"])).toBe("v1.2");
  expect(nextVersion(["2026.09", "2026.10"])).toBe("2026.11");
  expect(nextVersion(["final"])).toBe("final-2");
  expect(nextVersion(["final-2", "final"])).toBe("final-3");
});
