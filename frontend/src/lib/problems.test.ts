import { expect, test } from "vitest";

import { ApiError, NetworkError } from "@/api/client";

import { isToldByFields, problemsOf } from "./problems";

const refused = new ApiError(400, "invalid", "engine: no", {
  engine: ["no"],
  "recognizers.0": ["unknown", "absent"],
});

test("each field is told what the server says of it or of its entries", () => {
  expect(problemsOf(null, refused, new NetworkError("away"))).toEqual({
    engine: "no",
    recognizers: "unknown absent",
  });
});

test("an error is told by fields only where each of its fields is shown", () => {
  expect(isToldByFields(refused, ["engine", "recognizers"])).toBe(true);
  expect(isToldByFields(refused, ["engine"])).toBe(false);
  expect(isToldByFields(new NetworkError("away"), ["engine"])).toBe(false);
  expect(isToldByFields(null, ["engine"])).toBe(false);
});
