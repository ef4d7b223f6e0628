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

test("an engine translates or speaks, and other kinds need none", () => {
  expect(["translate", "regenerate", "check", "draw-splits"].map(engineKind)).toEqual([
    "translators",
    "synthesizers",
    null,
    null,
  ]);
});
