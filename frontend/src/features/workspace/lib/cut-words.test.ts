import { expect, test } from "vitest";

import { cutWords } from "./cut-words";

const wordsOf = (text: string, lang: string) =>
  cutWords(text, lang).flatMap(({ text: piece, word }) => (word === null ? [] : [piece]));

test("words are counted, marks and spaces are not", () => {
  expect(cutWords("Who, me?", "en")).toEqual([
    { text: "Who", word: 0 },
    { text: ",", word: null },
    { text: " ", word: null },
    { text: "me", word: 1 },
    { text: "?", word: null },
  ]);
});

test("scripts without spaces have words, too", () => {
  const text = "地球は丸いですか。";
  expect(wordsOf(text, "ja").length).toBeGreaterThan(2);
  expect(
    cutWords(text, "ja")
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

test("a vowel sign stays with its letter", () => {
  expect(wordsOf("हिन्दी में", "hi")).toEqual(["हिन्दी", "में"]);
});
