import { expect, test } from "vitest";

import { stagesOf } from "./stages";

const language = {
  language: "ara",
  translated: 4,
  voiced: 3,
  hours: 0.1,
  checks_failed: 1,
  votes: 5,
  votes_needed: 8,
  rated: 2,
  reviewed: 2,
  corrected: 1,
  verified: 1,
};
const checks = { passed: 30, failed: 2 };
const splits = { unassigned: 0, train: 2, dev: 1, test: 1, bench: 1, excluded: 0 };

test("the road sums all languages, and what failed a check did not pass it", () => {
  const languages = [language, { ...language, language: "hin" }];
  const stages = stagesOf({ items: 4, checks, splits, languages, sources: [] });
  expect(stages.map(({ name, count, whole }) => [name, count, whole])).toEqual([
    ["imported", 4, 4],
    ["translated", 8, 8],
    ["voiced", 6, 8],
    ["checked", 4, 8],
    ["rated", 10, 16],
    ["reviewed", 4, 8],
    ["verified", 2, 8],
  ]);
  expect(stages[3]?.failing).toBe(2);
  expect(stages[5]?.corrected).toBe(2);
});

test("what was kept out of train waits for nothing but its English text", () => {
  const languages = [language, { ...language, language: "eng" }];
  const keptOut = { ...splits, train: 1, excluded: 1 };
  const stages = stagesOf({ items: 4, checks, splits: keptOut, languages, sources: [] });
  expect(stages.slice(0, 3).map(({ name, whole }) => [name, whole])).toEqual([
    ["imported", 4],
    ["translated", 7],
    ["voiced", 6],
  ]);
});
