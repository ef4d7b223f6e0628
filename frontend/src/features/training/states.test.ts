import { expect, test } from "vitest";

import { awaitsTest, isUnderWay, paceOf, stepsOf } from "./states";

test("a training offers only what its state allows", () => {
  expect(stepsOf({ state: "exporting" })).toEqual(["cancel"]);
  expect(stepsOf({ state: "running" })).toEqual(["cancel"]);
  expect(stepsOf({ state: "paused" })).toEqual(["resume", "cancel"]);
  expect(stepsOf({ state: "failed" })).toEqual(["resume"]);
  expect(stepsOf({ state: "cancelled" })).toEqual(["resume"]);
  expect(stepsOf({ state: "succeeded" })).toEqual([]);
});

test("a paused training waits for a person, not for time", () => {
  expect(isUnderWay({ state: "planning", is_ending: false })).toBe(true);
  expect(isUnderWay({ state: "paused", is_ending: false })).toBe(false);
});

test("a cancelled training is watched until its worker has kept what was learnt", () => {
  expect(isUnderWay({ state: "cancelled", is_ending: true })).toBe(true);
  expect(isUnderWay({ state: "cancelled", is_ending: false })).toBe(false);
});

test("a test is awaited until it was started, where one was asked for", () => {
  const trained = { state: "succeeded", benchmark: "qa-v1", followed_at: null } as const;
  expect(awaitsTest(trained)).toBe(true);
  expect(awaitsTest({ ...trained, benchmark: "" })).toBe(false);
  expect(awaitsTest({ ...trained, followed_at: "2026-01-01T00:00:00Z" })).toBe(false);
});

function at(step: number, second: number) {
  return { step, at: new Date(1_000 * second).toISOString() };
}

test("the pace is that of the latest steps, and a pause between two jobs is none of it", () => {
  const points = [at(10, 0), at(20, 20), at(30, 40), at(40, 9_000), at(50, 9_020)];
  expect(paceOf(points, { step: 50, steps: 150 })).toEqual({ stepsPerS: 0.5, secondsLeft: 200 });
});

test("one point tells no pace", () => {
  expect(paceOf([], { step: 0, steps: 0 })).toBeNull();
  expect(paceOf([at(10, 0)], { step: 10, steps: 20 })).toBeNull();
});
