import { expect, test } from "vitest";

import { checks, language, splits } from "./example";
import { nextOf, stagesOf, type UnderWay } from "./stages";

const calm: UnderWay = { running: [], asking: [] };
const nothing = { release: null, checks, splits, sources: [] };

test("the road sums all languages, and what failed a check did not pass it", () => {
  const languages = [language, { ...language, language: "hin" }];
  const stages = stagesOf({ ...nothing, items: 4, languages }, calm, null);
  expect(stages.map(({ name, count, whole, waiting }) => [name, count, whole, waiting])).toEqual([
    ["imported", 4, 4, 0],
    ["translated", 8, 8, 0],
    ["voiced", 6, 8, 2],
    ["checked", 4, 8, 0],
    ["rated", 10, 16, 6],
    ["reviewed", 4, 8, 0],
    ["verified", 2, 8, 0],
    ["released", 0, 8, 2],
    ["benchmarked", 0, 0, 0],
  ]);
  expect(stages[3]?.failing).toBe(2);
  expect(stages[5]?.corrected).toBe(2);
});

test("what was kept out of train waits for nothing but its English text", () => {
  const languages = [language, { ...language, language: "eng" }];
  const keptOut = { ...splits, train: 1, excluded: 1 };
  const stages = stagesOf({ ...nothing, items: 4, splits: keptOut, languages }, calm, null);
  expect(stages.slice(0, 3).map(({ name, whole }) => [name, whole])).toEqual([
    ["imported", 4],
    ["translated", 7],
    ["voiced", 6],
  ]);
});

test("the next step is the first that nobody takes already", () => {
  const overview = { ...nothing, items: 4, languages: [{ ...language, translated: 3 }] };
  expect(nextOf(stagesOf({ ...overview, items: 5 }, calm, null))?.name).toBe("translated");
  expect(
    nextOf(stagesOf({ ...overview, items: 5 }, { ...calm, running: ["translate"] }, null))?.name,
  ).toBe("released");
  expect(nextOf(stagesOf({ ...nothing, items: 4, languages: [language] }, calm, null))?.path).toBe(
    "/jobs?kind=synthesize",
  );
});

test("votes that were asked for come by themselves; what was never asked is a step", () => {
  const voiced = { ...language, voiced: 4, verified: 0 };
  const step = (row: typeof language) =>
    nextOf(stagesOf({ ...nothing, items: 4, languages: [row] }, calm, null))?.name;
  expect(step(voiced)).toBeUndefined();
  expect(step({ ...voiced, votes: 0, votes_needed: 0 })).toBe("rated");
  expect(step({ ...voiced, reviewed: 0 })).toBe("reviewed");
  const asked = { ...nothing, items: 4, languages: [{ ...voiced, reviewed: 0 }] };
  expect(nextOf(stagesOf(asked, { ...calm, asking: ["correction"] }, null))).toBeUndefined();
});

test("what was verified since the newest release waits for the next", () => {
  const release = { name: "v1", rows: 4, verified: 1, gates_failed: 0 };
  const overview = { ...nothing, items: 4, release, languages: [{ ...language, voiced: 4 }] };
  const benchmark = { name: "qa", items: 4, systems: 1, furthest: "few", answered: { ara: 3 } };
  const [released, tested] = stagesOf(overview, calm, benchmark).slice(-2);
  expect([released?.count, released?.waiting, tested?.count, tested?.waiting]).toEqual([
    4, 0, 3, 1,
  ]);
  expect(nextOf(stagesOf(overview, calm, null))?.name).toBe("benchmarked");
});
