import { expect, test } from "vitest";

import { everything, listOf, queryOf } from "./filter";

test("a list keeps what is chosen and adds what its number is of", () => {
  const chosen = { ...everything, language: "deu", campaign: "3" };
  expect(listOf("demo", chosen, { engine: "nllb 200", verdict: "needed" })).toBe(
    "/d/demo/corrections/list?language=deu&engine=nllb+200&campaign=3&verdict=needed",
  );
  expect(listOf("demo", everything, {})).toBe("/d/demo/corrections/list");
});

test("a campaign is asked for by its number, or not at all", () => {
  expect(queryOf({ ...everything, campaign: "3" })).toMatchObject({ campaign: 3 });
  expect(queryOf(everything)).not.toHaveProperty("campaign");
});
