import { expect, test } from "vitest";

import { choicesOf } from "./choices";

const rows = [
  { language: "jpn", engine: "xtts", voice: "b" },
  { language: "ara", engine: "xtts", voice: "a" },
  { language: "ara", engine: "espeak-ng", voice: "ar+f1" },
  { language: "ara", engine: "mms", voice: "" },
];

test("everything that was voted on can be chosen, each once and in order", () => {
  expect(choicesOf(rows, { language: "", engine: "", voice: "" })).toEqual({
    languages: ["ara", "jpn"],
    engines: ["espeak-ng", "mms", "xtts"],
    voices: ["a", "ar+f1", "b"],
  });
});

test("a choice leaves what goes with it", () => {
  expect(choicesOf(rows, { language: "ara", engine: "xtts", voice: "a" })).toEqual({
    languages: ["ara", "jpn"],
    engines: ["espeak-ng", "mms", "xtts"],
    voices: ["a"],
  });
});
