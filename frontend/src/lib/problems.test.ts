import { expect, test } from "vitest";

import { ApiError, NetworkError } from "@/api/client";

import { isRefusal, isToldByFields, problemsOf } from "./problems";

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

test("what passes by itself is no refusal", () => {
  expect(isRefusal(refused)).toBe(true);
  expect(isRefusal(new ApiError(409, "bench_loop_running", "It runs."))).toBe(true);
  for (const [status, code] of [
    [409, "busy"],
    [502, "unreadable"],
    [503, "away"],
    [403, "not_allowed"],
  ] as const)
    expect(isRefusal(new ApiError(status, code, "Not now."))).toBe(false);
  expect(isRefusal(new NetworkError("The server could not be reached."))).toBe(false);
});
