import { expect, test } from "vitest";

import type { Preference, ResultRow, SystemResult } from "@/api/types";

import { preferencePanels, scorePanels } from "./panels";

const share = { count: 1, value: 1, low: null, high: null };

function preference(system: string, ...languages: string[]): Preference {
  return {
    comparison: 1,
    benchmark: "qa",
    system,
    judge: "judge",
    protocol: "both",
    is_scored: true,
    rows: languages.map((language) => ({
      language,
      items: 1,
      win: share,
      tie: share,
      loss: share,
    })),
    people: { is_scored: true, rates: [], agreements: [] },
  };
}

function row(metric: string, language: string): ResultRow {
  return { metric, language, target: "", value: 0.5, low: null, high: null, items: 2 };
}

function result(system: string, rows: ResultRow[]): SystemResult {
  const differences = {
    is_scored: true,
    rows: [{ ...row("wer", ""), value: 0.1, p_value: 0.04 }],
  };
  return { benchmark: "asr", suite: "s", system, model: null, is_scored: true, rows, differences };
}

test("systems share a plot; by language each has its own", () => {
  const both = [preference("a", "", "ara"), preference("b", "")];
  expect(preferencePanels(both, "system").map(({ key }) => key)).toEqual(["qa.judge.both"]);
  expect(preferencePanels(both, "language").map(({ key }) => key)).toEqual([
    "qa.judge.both.a",
    "qa.judge.both.b",
  ]);
});

test("a plot a metric, in the order of metrics, each score beside its difference", () => {
  const told = [result("a", [row("cer", ""), row("wer", ""), row("wer", "ara")])];
  const panels = scorePanels(told, "system");
  expect(panels.map(({ key }) => key)).toEqual(["asr.wer", "asr.cer"]);
  expect(panels[0]?.rows.map(({ difference }) => difference?.value)).toEqual([0.1, undefined]);
});
