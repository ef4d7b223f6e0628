import { expect, test } from "vitest";

import type { ItemEvent } from "@/api/types";

import { tellTogether } from "./events";

function event(kind: ItemEvent["kind"], language: string, part: Partial<ItemEvent> = {}) {
  const nothing = { at: null, person: null, detail: "", made: null, checks: [], scores: null };
  return { ...nothing, kind, language, ...part };
}

const made = (job: number) => ({
  is_current: true,
  engine: "nllb",
  engine_version: "1",
  licence: "",
  job,
  question: "?",
  answer: "!",
  voice: "",
  audio_url: null,
  duration_s: null,
  attempt: null,
});

test("what one job did to several languages is told once, at its first", () => {
  const told = tellTogether([
    event("translated", "ara", { made: made(1) }),
    event("rated", "ara", { person: { number: 1, name: "" } }),
    event("translated", "hin", { made: made(1) }),
    event("translated", "ces", { made: made(2) }),
  ]);
  expect(told.map(({ first, languages }) => [first.kind, languages])).toEqual([
    ["translated", ["ara", "hin"]],
    ["rated", ["ara"]],
    ["translated", ["ces"]],
  ]);
});

test("what people did is told one by one", () => {
  const vote = event("rated", "ara", { person: { number: 1, name: "" } });
  expect(tellTogether([vote, vote])).toHaveLength(2);
});
