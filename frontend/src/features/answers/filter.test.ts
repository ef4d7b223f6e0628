import { expect, test } from "vitest";

import { defaults, queryOf } from "./filter";

test("only what narrows is asked for", () => {
  expect(queryOf({ ...defaults, language: "ara", naturalness: "3", counts: "too_fast" })).toEqual({
    kind: "listening",
    rules: 2,
    language: "ara",
    naturalness: 3,
    counts: "too_fast",
  });
});

test("what nobody can mean is as if it weren't there", () => {
  expect(queryOf({ ...defaults, kind: "x", rater: "me", counts: "maybe", rules: "9" })).toEqual({
    kind: "listening",
    rules: 2,
  });
});
