import { expect, test } from "vitest";

import { diffWords, words } from "./diff";

test("equal texts differ in nothing", () => {
  expect(diffWords("The same.", "The same.", "en")).toEqual([{ kind: "same", text: "The same." }]);
});

test("two empty texts have no difference to show", () => {
  expect(diffWords("", "", "en")).toEqual([]);
});

test("a changed word is removed and added, the rest stays", () => {
  expect(diffWords("a red house", "a green house", "en")).toEqual([
    { kind: "same", text: "a " },
    { kind: "removed", text: "red" },
    { kind: "added", text: "green" },
    { kind: "same", text: " house" },
  ]);
});

test("Chinese, which has no spaces, is compared by word", () => {
  expect(diffWords("法国的首都", "德国的首都", "zh-Hans")).toEqual([
    { kind: "removed", text: "法国" },
    { kind: "added", text: "德国" },
    { kind: "same", text: "的首都" },
  ]);
});

test("a Devanagari vowel sign is never torn from its letter", () => {
  const changed = diffWords("किताब", "किताबें", "hi").map(({ text }) => text);
  expect(changed).toEqual(["किताब", "किताबें"]);
});

test.each([
  ["Ein Satz, zwei Kommas, drei.", "de"],
  ["ما هي عاصمة فرنسا؟", "ar"],
  ["フランスの首都はどこですか。", "ja"],
  ["👩‍👩‍👧‍👦 family", "en"],
])("words of %j joined are the text again", (text, lang) => {
  expect(words(text, lang).join("")).toBe(text);
});

test("a very long text still answers, its changed middle replaced whole", () => {
  const long = (word: string) => `start ${`${word} `.repeat(3000)}end`;
  expect(diffWords(long("one"), long("two"), "en").map(({ kind }) => kind)).toEqual([
    "same",
    "removed",
    "added",
    "same",
  ]);
});
