import { expect, test } from "vitest";

import { everything } from "./filter";
import { cellsOf, distinct, judgedOf, only, seriesOf, tabulate } from "./rates";

const text = { stage: "text" } as const;
const rates = [
  { ...text, language: "ara", engine: "nllb-200", check: "brackets", passed: 3, failed: 1 },
  { ...text, language: "ara", engine: "memory", check: "brackets", passed: 5, failed: 1 },
  { ...text, language: "deu", engine: "memory", check: "empty", passed: 2, failed: 0 },
];

test("tabulate adds engines up", () => {
  const table = tabulate(rates);
  expect(table.get("brackets")?.get("ara")).toEqual({ failed: 2, total: 10 });
  expect(table.get("empty")?.get("deu")).toEqual({ failed: 0, total: 2 });
});

test("a file has a row for each number of the table", () => {
  expect(cellsOf(tabulate(rates))).toEqual([
    ["check", "language", "failed", "checked"],
    ["brackets", "ara", 2, 10],
    ["empty", "deu", 0, 2],
  ]);
});

test("only keeps what all choices fit", () => {
  expect(only(rates, everything)).toEqual(rates);
  expect(only(rates, { ...everything, engine: "memory", language: "ara" })).toEqual([rates[1]]);
  expect(only(rates, { ...everything, stage: "listening" })).toEqual([]);
  expect(only(rates, { ...everything, stage: "text", check: "empty" })).toEqual([rates[2]]);
});

test("distinct sorts and drops repetitions", () => {
  expect(distinct(["b", "a", "b"])).toEqual(["a", "b"]);
});

test("the voice whose clips fail most often comes first; of equals, the one with most clips", () => {
  const voice = (name: string, recordings: number, failing: number) => ({
    language: "ara",
    engine: "espeak-ng",
    voice: name,
    recordings,
    failing,
    rate: failing / recordings,
    interval: { low: 0, high: 1 },
  });
  const judged = judgedOf([voice("few", 2, 0), voice("many", 9, 0), voice("bad", 4, 1)]);
  expect(judged.map(({ voice: name, passed, failed }) => [name, passed, failed])).toEqual([
    ["bad", 3, 1],
    ["many", 9, 0],
    ["few", 2, 0],
  ]);
});

const rate = (check: string, made_from: string, failed: number) => ({
  check,
  made_from,
  failed,
  passed: 9,
  rate: failed / (failed + 9),
  interval: { low: 0, high: 1 },
});
const early = rate("empty", "2026-11-02", 1);
const late = rate("brackets", "2026-11-09", 3);
const never = rate("clipping", "2026-11-09", 0);
const again = rate("empty", "2026-11-09", 1);

test("charts of all checks share their times; what rejects most comes first", () => {
  expect(seriesOf([early, late, never, again], 6)).toEqual({
    periods: ["2026-11-02", "2026-11-09"],
    shown: [
      { check: "brackets", rates: [undefined, late] },
      { check: "empty", rates: [early, again] },
    ],
    left: 0,
  });
});

test("checks beyond the most are counted", () => {
  const { shown, left } = seriesOf([early, late, never, again], 1);
  expect([shown.map(({ check }) => check), left]).toEqual([["brackets"], 1]);
});

test("a single check is drawn though it rejected nothing, and nothing where nothing was made", () => {
  expect(seriesOf([never], 6).shown).toEqual([{ check: "clipping", rates: [never] }]);
  expect(seriesOf([], 6)).toEqual({ periods: [], shown: [], left: 0 });
});
