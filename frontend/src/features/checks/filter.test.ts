import { expect, test } from "vitest";

import { clipsOf, everything, itemsOf, queryOf, stepOf } from "./filter";

test("a mark leads to the items that fail its check, narrowed as the page is", () => {
  const chosen = { ...everything, language: "ara", engine: "nllb 200", stage: "text" };
  const week = { check: "brackets", since: "2026-11-09", until: "2026-11-15" };
  expect(itemsOf("demo", chosen, week)).toBe(
    "/d/demo/items?language=ara&check=brackets&made_by=nllb+200" +
      "&made_since=2026-11-09&made_until=2026-11-15",
  );
  expect(itemsOf("demo", everything, { check: "empty" })).toBe("/d/demo/items?check=empty");
});

test("a voice leads to the items of which any check rejects what it spoke", () => {
  const spoken = { language: "ara", engine: "espeak-ng", voice: "ar+f1" };
  expect(clipsOf("demo", spoken)).toBe(
    "/d/demo/items?language=ara&voice=ar%2Bf1&made_by=espeak-ng",
  );
});

test("a stage is asked for where there is such, and a step is one of two", () => {
  expect(queryOf({ ...everything, stage: "listening" })).toMatchObject({ stage: "listening" });
  expect(queryOf({ ...everything, stage: "nowhere" })).not.toHaveProperty("stage");
  expect([stepOf("day"), stepOf("year")]).toEqual(["day", "week"]);
});
