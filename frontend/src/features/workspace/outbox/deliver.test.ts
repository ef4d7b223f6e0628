import { expect, test } from "vitest";

import { ApiError, NetworkError } from "@/api/client";

import { fateOf, type Fate } from "./deliver";

test.each<[unknown, Fate["is"]]>([
  [new NetworkError("x"), "unreachable"],
  [new SyntaxError("a hotel's sign-in page"), "unreachable"],
  [new ApiError(500, "unreadable", ""), "later"],
  [new ApiError(404, "unreadable", "a proxy's page"), "later"],
  [new ApiError(409, "busy", ""), "later"],
  [new ApiError(429, "throttled", ""), "later"],
  [new ApiError(401, "not_authenticated", ""), "stranger"],
  [new ApiError(403, "permission_denied", ""), "stranger"],
  [new ApiError(409, "answer_withdrawn", ""), "arrived"],
  [new ApiError(409, "already_answered", ""), "refused"],
  [new ApiError(404, "assignment_missing", ""), "refused"],
  [new ApiError(400, "invalid", ""), "refused"],
])("%o means %s", (error, is) => {
  expect(fateOf(error).is).toBe(is);
});
