import { expect, test } from "vitest";

import { namesIn } from "./names";

test("names are read however they are set apart, each once", () => {
  expect(namesIn(" amira, lena;priya\n  amira\tmarco ")).toEqual([
    "amira",
    "lena",
    "priya",
    "marco",
  ]);
  expect(namesIn(" , ")).toEqual([]);
});
