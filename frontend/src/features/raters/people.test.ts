import { expect, test } from "vitest";

import { busiest, daysOf, lastOf, timesOf } from "./people";

const work = (answers: number, last_at: string) => ({
  kind: "listening" as const,
  answers,
  median_s: 5,
  seconds: [],
  last_at,
  disputed: 0,
});
const rater = (number: number, ...done: ReturnType<typeof work>[]) => ({
  rater: number,
  name: "",
  language: "ara",
  work: done,
  voting: null,
});

test("answers of a day are told by kind, days in their order", () => {
  expect(
    daysOf([
      { day: "2026-07-02", kind: "listening", answers: 2 },
      { day: "2026-07-01", kind: "listening", answers: 1 },
      { day: "2026-07-02", kind: "correction", answers: 3 },
    ]),
  ).toEqual([
    { day: "2026-07-01", amounts: { listening: 1 } },
    { day: "2026-07-02", amounts: { listening: 2, correction: 3 } },
  ]);
});

test("who answered most comes first, seen last at any kind of work", () => {
  const one = rater(1, work(2, "2026-07-03T10:00:00Z"));
  const other = rater(2, work(2, "2026-07-01T10:00:00Z"), work(1, "2026-07-02T10:00:00Z"));
  expect(busiest([one, other]).map(({ rater: number }) => number)).toEqual([2, 1]);
  expect(lastOf(other)).toBe("2026-07-02T10:00:00Z");
  expect(lastOf(rater(3))).toBeNull();
});

test("columns of times lose no answer", () => {
  expect(timesOf([1, 2, 3, 4, 5, 6, 7])).toEqual({ quick: 3, usual: 7, long: 11, longest: 7 });
});
