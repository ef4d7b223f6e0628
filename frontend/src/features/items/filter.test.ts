import { expect, test } from "vitest";

import { addressOf, filterIn, narrowing, queryOf } from "./filter";

const shared = "search=shortest+year&split=bench&language=ara&verified=true&least_naturalness=3.5";

test("a filter goes into an address and comes back the same", () => {
  const filter = filterIn(new URLSearchParams(shared));
  expect(narrowing(filter)).toEqual([
    "search",
    "split",
    "language",
    "verified",
    "least_naturalness",
  ]);
  expect(filterIn(addressOf(filter))).toEqual(filter);
});

test("what isn't a filter is left out of the address of the list", () => {
  const address = addressOf(filterIn(new URLSearchParams("show=hin&source=identity")));
  expect(address.toString()).toBe("source=identity");
});

test("numbers and choices are asked for as such, and what is empty isn't", () => {
  const { search, split, verified, least_naturalness, least_understood } = queryOf(
    filterIn(new URLSearchParams(shared)),
  );
  expect([search, split, verified, least_naturalness, least_understood]).toEqual([
    "shortest year",
    "bench",
    true,
    3.5,
    undefined,
  ]);
});

test("who made what fails a check, and when, is dropped with the check", () => {
  const address = "check=brackets&made_by=nllb-200&made_since=2026-11-09&made_until=2026-11-15";
  const filter = filterIn(new URLSearchParams(address));
  expect(addressOf(filter).toString()).toBe(address);
  const without = addressOf({ ...filter, check: "" });
  expect(narrowing(filterIn(without))).toEqual([]);
});

test("a voice is enough to ask who made what fails a check", () => {
  const filter = filterIn(new URLSearchParams("voice=ar%2Bf1&made_by=espeak-ng"));
  expect(narrowing(filter)).toEqual(["voice", "made_by"]);
  expect(queryOf(filter)).toMatchObject({ voice: "ar+f1", made_by: "espeak-ng" });
});

test("a day that is none is left out", () => {
  const filter = filterIn(new URLSearchParams("check=empty&made_since=2026-11-09&made_until=soon"));
  expect(narrowing(filter)).toEqual(["check", "made_since"]);
});

test("a stage is asked for where there is such", () => {
  expect(queryOf(filterIn(new URLSearchParams("stage=reviewed"))).stage).toBe("reviewed");
  expect(queryOf(filterIn(new URLSearchParams("stage=nowhere"))).stage).toBeUndefined();
});
