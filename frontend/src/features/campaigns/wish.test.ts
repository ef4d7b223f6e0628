import { expect, test } from "vitest";

import { amountsOf } from "./wish";

const usual = {
  name: "Bench",
  split: "bench",
  items_per_language: "",
  votes_per_item: "2",
  asr_disagreement: "0",
  failed_checks: "0",
  seed: "1",
};

test("numbers are read as they stand, and what is usual is left out", () => {
  expect(amountsOf(usual, "listening")).toEqual({ items: null, votes: 2, targets: {}, seed: 1 });
  const asked = { ...usual, items_per_language: "8", failed_checks: "3" };
  expect(amountsOf(asked, "listening")).toEqual({
    items: 8,
    votes: 2,
    targets: { failed_checks: 3 },
    seed: 1,
  });
});

test("a translation is corrected by one person, whatever stands in the field", () => {
  expect(amountsOf({ ...usual, votes_per_item: "" }, "correction")?.votes).toBe(1);
});

test.each(["items_per_language", "votes_per_item", "asr_disagreement", "failed_checks", "seed"])(
  "nothing is asked while %s is no number",
  (name) => {
    expect(amountsOf({ ...usual, [name]: "1.5" }, "listening")).toBeNull();
    expect(amountsOf({ ...usual, [name]: "-1" }, "listening")).toBeNull();
  },
);
