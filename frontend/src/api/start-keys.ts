/**
 * Keys of starts that no answer came to yet: sent again, also after a reload or by another tab,
 * the same order is the same start. The server keeps what it answered to a key for a day.
 */
import { forget, recallObject, remember, remembered } from "@/lib/storage";

import { ApiError } from "./errors";

const PREFIX = "start:";
/** Who comes back later than this means a new start. */
const FORGOTTEN_MS = 15 * 60_000;
/** Where the browser keeps nothing, the page does. */
const here = new Map<string, string>();

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
function keyOf(name: string, now = Date.now()): string {
  remembered(PREFIX)
    .filter((kept) => ageOf(kept, now) > FORGOTTEN_MS)
    .forEach(forget);
  const kept = recallObject(name)?.["key"] ?? here.get(name);
  const key = typeof kept === "string" ? kept : newKey();
  if (!remember(name, JSON.stringify({ key, at: now }))) here.set(name, key);
  return key;
}

function ageOf(name: string, now: number): number {
  const at = recallObject(name)?.["at"];
  return typeof at === "number" && at <= now ? now - at : Infinity;
}

/** `crypto.randomUUID` is there only where the page came over https. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(
    "-",
  );
}

/** Its start is known, or known not to have happened: the next one is another. */
function settle(name: string): void {
  forget(name);
  here.delete(name);
}

/**
 * Sends a start under its key until an answer comes: a second press, a reload and another tab ask for
 * the same start. A server in trouble and one that is still at it have not answered.
 */
export async function asOneStart(
  url: string,
  body: unknown,
  sendUnder: (key: string) => Promise<unknown>,
): Promise<unknown> {
  const name = orderName(url, body);
  try {
    const answer = await sendUnder(keyOf(name));
    settle(name);
    return answer;
  } catch (error) {
    const refused = error instanceof ApiError && error.status < 500;
    if (refused && error.code !== "still_starting") settle(name);
    throw error;
  }
}
