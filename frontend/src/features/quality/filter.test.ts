import { expect, test } from "vitest";

import { defaults, statisticsFilter } from "./filter";

test("an address says what is asked for", () => {
  const address = { ...defaults, by: "voice", rules: "0", language: "ara" };
  expect(statisticsFilter(address)).toEqual({
    by: "voice",
    rules: 0,
    language: "ara",
    engine: "",
    voice: "",
  });
});

test("what nobody can mean is as if it weren't there", () => {
  const { by, rules } = statisticsFilter({ ...defaults, by: "colour", rules: "99" });
  expect({ by, rules }).toEqual({ by: "language", rules: 2 });
});
