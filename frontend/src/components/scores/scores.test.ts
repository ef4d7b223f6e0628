import { expect, test } from "vitest";

import type { Score } from "@/api/types";

import { isBetterLow, placesOf, scoreOf } from "./scores";

function score(metric: string, language: string, target = ""): Score {
  const found = { value: 0.5, low: null, high: null, items: 2, signature: "", details: {} };
  return { metric, language, target, ...found };
}

const scores = [score("bleu", "eng", "tur"), score("bleu", "eng", "ara"), score("bleu", "")];

test("places are listed once, over all first, then in the order of the languages", () => {
  const listed = placesOf(
    [...scores, score("chrf", ""), score("win", "hin")],
    ["bleu", "chrf"],
    ["tur", "eng", "ara"],
  );
  expect(listed.map(({ language, target }) => [language, target])).toEqual([
    ["", ""],
    ["eng", "tur"],
    ["eng", "ara"],
  ]);
});

test("a score is found by language and target", () => {
  expect(scoreOf(scores, "bleu", { language: "eng", target: "ara" })).toBe(scores[1]);
  expect(scoreOf(scores, "bleu", { language: "eng", target: "" })).toBeUndefined();
});

test("of errors few are good, of everything else many", () => {
  expect(["wer", "cer", "error_rate", "wrong_language"].every(isBetterLow)).toBe(true);
  expect(["bleu", "accuracy", "answer_f1", "exact_match"].some(isBetterLow)).toBe(false);
});
