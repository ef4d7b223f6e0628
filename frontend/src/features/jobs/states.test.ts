import { expect, test } from "vitest";

import type { JobState } from "@/api/types";

import { stepsOf } from "./states";

function job(state: JobState, failed = 0) {
  const batches = { ready: 0, claimed: 0, done: 1, failed: 0, cancelled: 0 };
  return { state, progress: { units_failed: failed, batches } };
}

test("a job offers only what its state allows", () => {
  expect(stepsOf(job("planning"))).toEqual(["cancel"]);
  expect(stepsOf(job("running", 3))).toEqual(["pause", "cancel"]);
  expect(stepsOf(job("paused"))).toEqual(["resume", "cancel"]);
  expect(stepsOf(job("cancelled", 3))).toEqual([]);
});

test("only what failed can be tried again", () => {
  expect(stepsOf(job("succeeded"))).toEqual([]);
  expect(stepsOf(job("succeeded", 2))).toEqual(["retry"]);
  const broken = job("failed");
  broken.progress.batches.failed = 1;
  expect(stepsOf(broken)).toEqual(["retry"]);
});
