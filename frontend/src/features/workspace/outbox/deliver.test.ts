import { expect, test, vi } from "vitest";

import { ApiError, NetworkError } from "@/api/client";
import type { Assignment, PlaybackEvent } from "@/api/types";

import { deliver, fateOf, type Fate } from "./deliver";
import { newEntry } from "./entry";

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

test("a skip, too, tells what the player did", async () => {
  const sent = vi.fn((_: string, { body }: { body: string }) =>
    Promise.resolve(new Response(body)),
  );
  vi.stubGlobal("fetch", sent);
  vi.stubGlobal("document", { cookie: "" });
  const playback: PlaybackEvent[] = [{ kind: "hidden", seconds: 2 }];
  const body = { reason: "unclear", note: "" } as const;
  const entry = newEntry({ id: 5 } as Assignment, { what: "skip", body }, { playback });
  expect((await deliver(1, entry, null)).is).toBe("arrived");
  const [[address, asked] = []] = sent.mock.calls;
  expect(address).toBe("/api/v1/assignments/5/skip/");
  expect(JSON.parse(asked?.body ?? "")).toEqual({ ...body, playback });
});
