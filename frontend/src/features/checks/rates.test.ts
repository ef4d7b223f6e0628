import { expect, test } from "vitest";

import { distinct, tabulate } from "./rates";

const rates = [
  { language: "ara", engine: "nllb-200", check: "brackets", passed: 3, failed: 1 },
  { language: "ara", engine: "memory", check: "brackets", passed: 5, failed: 1 },
  { language: "deu", engine: "memory", check: "empty", passed: 2, failed: 0 },
];

test("tabulate adds engines up", () => {
  const table = tabulate(rates, "");
  expect(table.get("brackets")?.get("ara")).toEqual({ failed: 2, total: 10 });
  expect(table.get("empty")?.get("deu")).toEqual({ failed: 0, total: 2 });
});

test("tabulate keeps to one engine", () => {
  const table = tabulate(rates, "nllb-200");
  expect([...table.keys()]).toEqual(["brackets"]);
  expect(table.get("brackets")?.get("ara")).toEqual({ failed: 1, total: 4 });
});

test("distinct sorts and drops repetitions", () => {
  expect(distinct(["b", "a", "b"])).toEqual(["a", "b"]);
});
