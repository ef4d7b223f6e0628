import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError, NetworkError } from "./errors";
import { asOneStart } from "./start-keys";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answers = (): Promise<unknown> => Promise.resolve("started");

/** Sends an order that ends so, and tells the key that it was sent under. */
async function keyOf(url: string, body: unknown, end = answers): Promise<string> {
  let sent = "";
  const sending = asOneStart(url, body, (key) => {
    sent = key;
    return end();
  });
  await sending.catch(() => undefined);
  return sent;
}

const fails = (error: Error) => () => Promise.reject(error);

test.each([
  ["no answer came", new NetworkError("away")],
  ["the person left", new DOMException("Cancelled.", "AbortError")],
  ["a proxy gave up", new ApiError(504, "unreadable", "504")],
  ["one must sign in again", new ApiError(401, "not_authenticated", "Sign in.")],
  ["too much was asked", new ApiError(429, "throttled", "Later.")],
  ["the first one is under way", new ApiError(409, "still_starting", "Wait.")],
])("sent again it is the same start where %s", async (_, error) => {
  const url = `/jobs/${error.message}`;
  const first = await keyOf(url, { kind: "check" }, fails(error));
  expect(first).toMatch(/^[0-9a-z-]{8,}$/);
  expect(await keyOf(url, { kind: "check" })).toBe(first);
});

test.each([
  ["it was refused", fails(new ApiError(400, "invalid", "No."))],
  ["it runs already", fails(new ApiError(409, "job_already_running", "Wait."))],
])("it is another start after %s", async (_, end) => {
  const first = await keyOf("/jobs/", { kind: "check" }, end);
  expect(await keyOf("/jobs/", { kind: "check" })).not.toBe(first);
});

test("it is another start once it was started, but for the second click of a double one", async () => {
  const first = await keyOf("/jobs/", { kind: "check" }, answers);
  vi.advanceTimersByTime(1_000);
  expect(await keyOf("/jobs/", { kind: "check" })).toBe(first);
  vi.advanceTimersByTime(4_000);
  expect(await keyOf("/jobs/", { kind: "check" })).not.toBe(first);
});

test("who comes back after a quarter of an hour means another start", async () => {
  const away = fails(new NetworkError("away"));
  const first = await keyOf("/late/", undefined, away);
  vi.advanceTimersByTime(14 * 60_000);
  expect(await keyOf("/late/", undefined, away)).toBe(first);
  vi.advanceTimersByTime(16 * 60_000);
  expect(await keyOf("/late/", undefined)).not.toBe(first);
});

test("what is asked for otherwise, or of another address, is another start", async () => {
  const away = fails(new NetworkError("away"));
  const clip = (name: string, text: string) => {
    const form = new FormData();
    form.append("name", "ann");
    form.append("clip", new File([text], name, { lastModified: 1 }));
    return form;
  };
  const asked: [string, unknown][] = [
    ["/jobs/", { kind: "check" }],
    ["/jobs/", { kind: "listen" }],
    ["/splits/", undefined],
    ["/near-duplicates/", undefined],
    ["/voices/", clip("a.flac", "abc")],
    ["/voices/", clip("b.flac", "abc")],
    ["/voices/", clip("a.flac", "abcd")],
  ];
  const keys = [];
  for (const [url, body] of asked) keys.push(await keyOf(url, body, away));
  expect(new Set(keys).size).toBe(asked.length);
  expect(await keyOf("/voices/", clip("a.flac", "abc"))).toBe(keys[4]);
});
