import { expect, test } from "vitest";

import { actionFor } from "../lib/keys";
import { chosenBy, readChoice } from "./choice";

const plain = { key: "", ctrlKey: false, metaKey: false, altKey: false };

function chosen(press: { code: string; key?: string }) {
  const action = actionFor({ ...plain, ...press });
  return action && chosenBy(action);
}

test("1, 2 and 0 choose, and so do A, B and =", () => {
  expect(["Digit1", "Numpad2", "Digit0"].map((code) => chosen({ code }))).toEqual([
    "a",
    "b",
    "tie",
  ]);
  expect(["KeyA", "KeyB"].map((code) => chosen({ code }))).toEqual(["a", "b"]);
  expect(chosen({ code: "Equal", key: "=" })).toBe("tie");
});

test("other steps of a scale choose nothing", () => {
  expect(["Digit3", "KeyQ", "Enter"].map((code) => chosen({ code }))).toEqual([null, null, null]);
});

test("only a known choice is read back from the store", () => {
  expect(readChoice({ choice: "tie" })).toEqual({ choice: "tie" });
  expect(readChoice({ choice: "first" })).toEqual({ choice: null });
});
