import { expect, test } from "vitest";

import { parametersOf } from "./choices";

test("only what was chosen becomes a parameter, and only of kinds that know it", () => {
  const choice = {
    made_by: "xtts-v2",
    voice: "ann",
    score_below: "2.5",
    source: "",
    set_aside: "yes",
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
