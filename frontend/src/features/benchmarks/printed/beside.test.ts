import { expect, test } from "vitest";

import type { PrintedColumn, Standing } from "@/api/types";

import { besidePaper } from "./beside";

const column: PrintedColumn = {
  table: "Table 5",
  system: "omni",
  suite: "speech_translation_to_english",
  metric: "bleu",
  values: { rus: 20, vie: 30 },
  corrected: { vie: 12 },
  printed_mean: 24,
  recomputed_mean: 25,
  corrected_mean: 12,
  notes: [],
};

function standing(value: number): Standing {
  const score = { metric: "bleu", target: "eng", value, low: null, high: null };
  const rest = { items: 2, signature: "", details: {} };
  return {
    system: "mine",
    engine: "echo",
    supported: [],
    answered: 2,
    is_scored: true,
    scores: [
      { ...score, ...rest, language: "rus" },
      { ...score, ...rest, language: "", target: "", value: 15 },
    ],
  };
}

test("the paper's values stand beside ours, as printed and as right", () => {
  expect(besidePaper(["rus", "vie"], [standing(18)], [column])).toEqual([
    ["language", "mine", "Table 5 omni, printed", "Table 5 omni, corrected"],
    ["rus", 18, 20, null],
    ["vie", null, 30, 12],
    ["mean", 15, 24, 12],
    ["mean of the printed rows", null, 25, 12],
  ]);
});
