/**
 * Keys of starts that no answer came to yet: sent again, also after a reload or by another tab,
 * the same order is the same start. The server keeps what it answered to a key for a day.
 */
import { forget, recallObject, remember, remembered } from "@/lib/storage";

import { ApiError } from "./errors";

const PREFIX = "start:";
/** Who comes back later than this means a new start. */
const UNANSWERED_MS = 15 * 60_000;
/** A press so soon after the answer is the second click of a double one. */
const DOUBLE_CLICK_MS = 3_000;
/** Where the browser keeps nothing, the page does. */
const here = new Map<string, Record<string, unknown>>();
/** Who must sign in again, or come later, was told nothing of the start. */
const SAY_NOTHING = new Set([401, 403, 408, 429]);

/** A short name for what is asked of an address. Files count by name, size and age. */
function orderName(url: string, body: unknown): string {
  const told =
    body instanceof FormData ? [...body].map(([name, value]) => [name, plain(value)]) : body;
  return PREFIX + digest(JSON.stringify([url, told ?? null]));
}

function plain(value: FormDataEntryValue): unknown {
  return value instanceof File ? [value.name, value.size, value.lastModified] : value;
}

/** FNV-1a, twice. Two orders of one name would share a key, which the server refuses. */
function digest(text: string): string {
  const hash = (seed: number) =>
    Array.from(new TextEncoder().encode(text)).reduce(
      (sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0,
      seed,
    );
  return [0x811c9dc5, 0x9e3779b9].map((seed) => hash(seed).toString(36)).join("-");
}

/** The key of an order: the one it was sent with before, or a new one. */
function keyOf(name: string): string {
  [...remembered(PREFIX), ...here.keys()].filter(isOver).forEach(settle);
  const key = keptOf(name)?.["key"];
  return keep(name, typeof key === "string" ? key : newKey(), UNANSWERED_MS);
}

function keep(name: string, key: string, forMs: number): string {
  const kept = { key, until: Date.now() + forMs };
  if (!remember(name, JSON.stringify(kept))) here.set(name, kept);
  return key;
}

function keptOf(name: string): Record<string, unknown> | undefined {
  return recallObject(name) ?? here.get(name);
}

/** Also where the clock was set back since. */
function isOver(name: string): boolean {
  const until = keptOf(name)?.["until"];
  const left = typeof until === "number" ? until - Date.now() : 0;
  return left <= 0 || left > UNANSWERED_MS;
}

/** `crypto.randomUUID` is there only where the page came over https. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(
    "-",
  );
}

/** The next one is another start. */
function settle(name: string): void {
  forget(name);
  here.delete(name);
}

/**
 * Sends a start under its key until an answer comes: a second press, a reload and another tab ask for
 * the same start, as does the second click of a double one that the answer overtook. A server in
 * trouble and one that is still at it have not answered.
 */
export async function asOneStart(
  url: string,
  body: unknown,
  sendUnder: (key: string) => Promise<unknown>,
): Promise<unknown> {
  const name = orderName(url, body);
  const key = keyOf(name);
  try {
    const answer = await sendUnder(key);
    keep(name, key, DOUBLE_CLICK_MS);
    return answer;
  } catch (error) {
    if (isRefused(error)) settle(name);
    else keep(name, key, UNANSWERED_MS); // from now on: a large file may have taken long
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status < 500 &&
    !SAY_NOTHING.has(error.status) &&
    error.code !== "still_starting"
  );
}
