import { describe, expect, test } from "vitest";

import type { Finding } from "@/api/types";

import { blockedAt, doubts, places, readDraft } from "./draft";

const machine = { question: "Was ist das", answer: "Etwas." };
const draft = { question: "Was ist denn das", answer: "Etwas.", reason: "" };
const warning: Finding = {
  field: "question",
  name: "end-mark",
  message: "The source ends with ?",
  level: "warning",
};
const error: Finding = { field: "answer", name: "text", message: "It is empty.", level: "error" };

describe("doubts", () => {
  test("are about what was typed", () => {
    expect(doubts([warning], draft, [machine])).toEqual([warning]);
    expect(doubts([{ ...warning, field: "answer" }], draft, [machine])).toEqual([]);
  });

  test("do not question what another native wrote", () => {
    const other = { question: draft.question, answer: "Anderes." };
    expect(doubts([warning], draft, [machine, other])).toEqual([]);
  });
});

describe("blockedAt", () => {
  test("an error comes first, whatever the reason", () => {
    expect(blockedAt([warning, error], { ...draft, reason: "so" }, [machine])).toBe(places.answer);
  });

  test("a doubt waits for a reason that says something", () => {
    expect(blockedAt([warning], draft, [machine])).toBe(places.reason);
    expect(blockedAt([warning], { ...draft, reason: "  " }, [machine])).toBe(places.reason);
    expect(blockedAt([warning], { ...draft, reason: "so it is said" }, [machine])).toBeNull();
  });

  test("nothing found is nothing in the way", () => {
    expect(blockedAt([], draft, [machine])).toBeNull();
  });
});

test("a draft of an older studio has no reason yet", () => {
  expect(readDraft({ question: "a", answer: "b" })).toEqual({
    question: "a",
    answer: "b",
    reason: "",
  });
  expect(readDraft({ question: "a" })).toBeNull();
});
