import { expect, test } from "vitest";

import { engineKind, parametersOf } from "./choices";

test("only what was chosen becomes a parameter, and only of kinds that know it", () => {
  const choice = {
    made_by: "xtts-v2",
    voice: "ann",
    score_below: "2.5",
    source: "",
    set_aside: true,
    text_changed: false,
  };
  expect(parametersOf("regenerate", choice)).toEqual({
    made_by: "xtts-v2",
    voice: "ann",
    score_below: 2.5,
    set_aside: true,
  });
  expect(parametersOf("retranslate", choice)).toEqual({ made_by: "xtts-v2", score_below: 2.5 });
  expect(parametersOf("synthesize", choice)).toEqual({});
});

test("lists are sent as they were chosen, even where nothing is left in them", () => {
  expect(parametersOf("listen", { groups: [], recognizers: ["whisper"] })).toEqual({
    groups: [],
    recognizers: ["whisper"],
  });
  expect(parametersOf("check", {})).toEqual({});
});

test("an engine translates, speaks or answers, and other kinds need none", () => {
  const kinds = ["translate", "regenerate", "instruct", "check", "draw-splits"];
  expect(kinds.map(engineKind)).toEqual(["translators", "synthesizers", "chat_models", null, null]);
});

test("instructions a text and tokens an answer are sent as numbers, where they were typed", () => {
  expect(parametersOf("instruct", { per_text: "3", max_tokens: "" })).toEqual({ per_text: 3 });
});
