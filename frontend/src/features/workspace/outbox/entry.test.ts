import { expect, test } from "vitest";

import type { Assignment } from "@/api/types";

import { drawKey, newEntry, readEntry, type Answer } from "./entry";

test("keys are UUIDs, and no two are the same", () => {
  const keys = Array.from({ length: 1000 }, drawKey);
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(keys.filter((key) => !form.test(key))).toEqual([]);
  expect(new Set(keys).size).toBe(1000);
});

test("what is no entry counts as nothing", () => {
  const step: Answer = { what: "skip", body: { reason: "other", note: "" } };
  const entry = newEntry({ id: 1 } as Assignment, step);
  expect(readEntry({ ...entry })).toEqual(entry);
  const older = { ...entry, step: { what: "playback", body: { events: [] } } };
  const broken = [null, older, { ...entry, assignment: null }, { ...entry, at: "now" }];
  expect(broken.map(readEntry)).toEqual([null, null, null, null]);
});
