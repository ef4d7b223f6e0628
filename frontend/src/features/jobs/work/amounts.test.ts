import { expect, test } from "vitest";

import { beginnings, byKind, sumBy } from "./amounts";

const done = (units: number, cost: string | null) => ({
  units,
  units_failed: 1,
  busy_seconds: 1800,
  cost,
});
const part = { kind: "translate", queue: "gpu", engine: "nllb", language: "ara" };

test("parts of one language are added up, and a cost that is not known is none", () => {
  const parts = [
    { ...part, ...done(2, null) },
    { ...part, kind: "check", ...done(3, "0.5") },
    { ...part, language: "vie", ...done(1, null) },
  ];
  expect(sumBy(parts, "language")).toEqual([
    ["ara", { units: 5, failed: 2, hours: 1, cost: 0.5 }],
    ["vie", { units: 1, failed: 1, hours: 0.5, cost: null }],
  ]);
});

test("quiet days have their place, and weeks begin on Mondays", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  const days = beginnings("2026-11-20T00:00:00Z", "day", now).map((at) =>
    new Date(at).getUTCDate(),
  );
  expect(days).toEqual([20, 21, 22]);
  const weeks = beginnings("2026-11-10T00:00:00Z", "week", now);
  expect(weeks.map((at) => new Date(at).getUTCDate())).toEqual([9, 16]);
  expect(beginnings("2026-11-22T08:00:00Z", "hour", now)).toHaveLength(3);
});

test("kinds come by the time that they took", () => {
  const at = "2026-11-22T00:00:00Z";
  const times = [
    { at, kind: "check", ...done(9, null) },
    { at, kind: "translate", ...done(1, null), busy_seconds: 7200 },
  ];
  expect(byKind(times).map(([kind]) => kind)).toEqual(["translate", "check"]);
});
