import { expect, test } from "vitest";

import { ApiError } from "@/api/client";

import { wishProblems } from "./wish-problems";

const refused = new ApiError(400, "recipe_invalid", "No.", {
  "changes.model.lora.rank": ["Should be at least 1."],
  "languages.2": ["No such language."],
});

test("a problem stands at its field, and one of an entry at its list", () => {
  const { of, ofValue } = wishProblems(refused);
  expect(ofValue("model.lora.rank")).toBe("Should be at least 1.");
  expect(of("languages")).toBe("No such language.");
  expect(ofValue("model.lora.ranking")).toBeUndefined();
  expect(of("name")).toBeUndefined();
});

test("what no field shows is told apart", () => {
  const { hasOthers } = wishProblems(refused);
  expect(hasOthers(["languages"], ["model.lora.rank"])).toBe(false);
  expect(hasOthers(["languages"], [])).toBe(true);
  expect(wishProblems(new ApiError(409, "no_room", "No room.")).hasOthers(["name"], [])).toBe(true);
  expect(wishProblems(null).hasOthers([], [])).toBe(false);
});
