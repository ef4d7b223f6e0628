import { expect, test } from "vitest";

import type { Attention } from "@/api/types";

import { concernsOf } from "./concerns";
import { checks, language, splits } from "./example";

const overview = { items: 4, checks, splits, languages: [language], sources: [], release: null };
const job: Attention["jobs"][number] = {
  id: 7,
  kind: "synthesize",
  title: "Synthesize",
  state: "failed",
  pause_reason: "",
  units_failed: 0,
  batches_failed: 1,
  error: "It is gone.",
};

test("what stopped stands before who is missing, and that before what could be better", () => {
  const attention: Attention = {
    running: [],
    asking: [],
    jobs: [
      job,
      { ...job, id: 8, state: "paused", pause_reason: "budget_reached" },
      { ...job, id: 9, state: "succeeded", units_failed: 3 },
    ],
    campaigns: [{ id: 5, name: "Bench", kind: "listening", languages: { ara: 2, hin: 1 } }],
    disputes: 1,
  };
  const release = { name: "v1", rows: 4, verified: 1, gates_failed: 2 };
  const concerns = concernsOf({ ...overview, release }, attention);
  expect(concerns.map(({ what, count, path }) => [what, count, path])).toEqual([
    ["failed", 1, "/jobs/7"],
    ["over_budget", 1, "/jobs/8"],
    ["units_failed", 3, "/jobs/9"],
    ["raters", 2, "/campaigns/5/recruit"],
    ["disputes", 1, "/ratings"],
    ["gates", 2, "/releases/v1"],
    ["failing", 1, "/checks"],
  ]);
});

test("where nothing is stuck, nothing is said", () => {
  const languages = [{ ...language, checks_failed: 0 }];
  const calm = { running: ["check"], asking: [], jobs: [], campaigns: [], disputes: 0 };
  expect(concernsOf({ ...overview, languages }, calm)).toEqual([]);
});
