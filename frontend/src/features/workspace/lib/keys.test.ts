import { expect, test } from "vitest";

import { actionFor, type KeyAction, type Press } from "./keys";

const plain = { key: "", ctrlKey: false, metaKey: false, altKey: false };

test.each<[Partial<Press>, KeyAction | null]>([
  [{ code: "Space" }, { does: "play" }],
  [{ code: "Digit1" }, { does: "rate", scale: "naturalness", score: 1 }],
  [{ code: "Numpad5" }, { does: "rate", scale: "naturalness", score: 5 }],
  [{ code: "Digit6" }, null],
  [
    { code: "KeyQ", key: "ض" },
    { does: "rate", scale: "understood", score: 1 },
  ],
  [{ code: "KeyT" }, { does: "rate", scale: "understood", score: 5 }],
  [{ code: "KeyU" }, { does: "undo" }],
  [{ code: "KeyU", ctrlKey: true }, null],
  [{ code: "Slash", key: "?" }, { does: "help" }],
  [{ code: "Enter", key: "Enter" }, { does: "send" }],
])("%o means %o", (press, meaning) => {
  expect(actionFor({ ...plain, code: "", ...press })).toEqual(meaning);
});
