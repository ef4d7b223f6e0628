import { expect, test } from "vitest";

import { readFilter, writeFilter } from "./use-url-filter";

const defaults = { by: "language", language: "" };

test("what an address lacks stands at its default", () => {
  expect(readFilter(new URLSearchParams("language=deu&other=1"), defaults)).toEqual({
    by: "language",
    language: "deu",
  });
});

test("a changed choice keeps the others and what belongs to somebody else", () => {
  const address = writeFilter(new URLSearchParams("language=deu&job=7"), defaults, {
    by: "engine",
  });
  expect(address.toString()).toBe("language=deu&job=7&by=engine");
});

test("a choice at its default leaves the address", () => {
  const address = writeFilter(new URLSearchParams("by=engine&language=deu"), defaults, {
    by: "language",
    language: "",
  });
  expect(address.toString()).toBe("");
});
