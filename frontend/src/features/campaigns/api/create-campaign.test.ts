import { expect, test } from "vitest";

import { countedOf } from "./create-campaign";

const wish = {
  kind: "listening",
  name: "One",
  languages: ["ara"],
  split: "bench",
  items_per_language: 8,
  votes_per_item: 2,
  targeted_per_language: {},
  seed: 1,
  protocol: 3,
  backend: "built_in",
  draft: true,
  second_reviewer: false,
} as const;
const order = { ...wish, languages: ["ara"] };

test("a name, a protocol and a draft ask for no other count", () => {
  expect(countedOf(order)).not.toHaveProperty("name");
  expect(countedOf({ ...order, name: "Two", protocol: null, draft: false })).toEqual(
    countedOf(order),
  );
});

test("what is drawn, and how often it is asked about, does", () => {
  for (const change of [{ seed: 2 }, { votes_per_item: 3 }, { items_per_language: null }])
    expect(countedOf({ ...order, ...change })).not.toEqual(countedOf(order));
});
