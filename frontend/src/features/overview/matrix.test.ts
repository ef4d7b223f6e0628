import { expect, test } from "vitest";

import { checks, language, splits } from "./example";
import { columnsOf, pathOf, valueOf } from "./matrix";

const overview = { items: 4, checks, splits, languages: [language], sources: [], release: null };

test("columns of nothing but zeros are left out where a dataset may do without", () => {
  expect(columnsOf(overview, null)).toEqual([
    "translated",
    "voiced",
    "checks_failed",
    "rated",
    "reviewed",
    "corrected",
    "verified",
  ]);
  const languages = [language, { ...language, language: "hin", heard: 1, released: 2 }];
  const benchmark = { name: "qa", items: 4, systems: 1, furthest: "few", answered: { hin: 2 } };
  const columns = columnsOf({ ...overview, languages }, benchmark);
  expect(columns).toEqual(expect.arrayContaining(["heard", "released", "benchmarked"]));
  expect(languages.map((row) => valueOf("benchmarked", row, benchmark))).toEqual([0, 2]);
});

test("a cell leads to what it counts", () => {
  const benchmark = { name: "qa", items: 4, systems: 1, furthest: "few", answered: { ara: 2 } };
  const names = { release: "v1", benchmark };
  expect(pathOf("verified", "ara", names)).toBe("/items?language=ara&verified=true");
  expect(pathOf("rated", "ara", names)).toBe("/items?language=ara&stage=rated");
  expect(pathOf("set_aside", "ara", names)).toBe("/set-aside?language=ara");
  expect(pathOf("released", "ara", names)).toBe("/releases/v1");
  expect(pathOf("benchmarked", "ara", names)).toBe("/benchmarks/qa/items?language=ara&system=few");
});
