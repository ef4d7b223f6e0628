import type { Assignment, PlaybackEvent } from "@/api/types";

import type { Judgement } from "../api/correct";
import type { Preference } from "../api/prefer";
import type { Scores } from "../api/rate";
import type { Skip } from "../api/skip";

interface Bodies {
  rating: Scores;
  preference: Preference;
  correction: Judgement;
  skip: Skip;
}

/** A person's answer to an assignment, as the server is told. */
export type Answer = { [What in keyof Bodies]: { what: What; body: Bodies[What] } }[keyof Bodies];

export interface Refusal {
  code: string;
  /** The server's own words, in English. */
  message: string;
}

/** An answer that the server has not confirmed, kept in the browser until it does. */
export interface Entry {
  /** Drawn here, once: the server counts an answer once however often it comes. */
  key: string;
  /** When it was given, ms; they are sent in this order. */
  at: number;
  /** What it is about, so that taking it back can show it again without the network. */
  assignment: Assignment;
  step: Answer;
  tookS: number;
  /** What the player did with it, told with the answer. */
  playback: PlaybackEvent[];
  /** Not sent before, ms: the last answer of a session ends it, and waits so that it can be undone. */
  heldUntil: number;
  /** It was sent, and whether it arrived is not known. */
  doubt: boolean;
  /** The server read it and said no; it stays until the person has been told. */
  refusal: Refusal | null;
}

interface Facts {
  tookS?: number;
  heldUntil?: number;
  playback?: PlaybackEvent[];
}

export function newEntry(assignment: Assignment, step: Answer, facts: Facts = {}): Entry {
  const given = { key: drawKey(), at: Date.now(), assignment, step };
  const none = { tookS: 0, heldUntil: 0, playback: [] };
  return { ...given, ...none, ...facts, doubt: false, refusal: null };
}

/** Not confirmed, and not refused. */
export function isPending({ refusal }: Entry): boolean {
  return refusal === null;
}

/** A number of 122 random bits in the form the server reads (RFC 9562, version 4). */
export function drawKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = "89ab"[(bytes[8] ?? 0) % 4] ?? "8";
  const [a, b, c, d, e] = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(13, 16),
    digits.slice(17, 20),
    digits.slice(20),
  ];
  return `${a}-${b}-4${c}-${variant}${d}-${e}`;
}

const ANSWERS: unknown[] = [
  "rating",
  "preference",
  "correction",
  "skip",
] satisfies Answer["what"][];

/** What lay in the store, if it is an entry; an older studio may have left another shape. */
export function readEntry(found: Record<string, unknown> | null): Entry | null {
  if (found === null) return null;
  const { key, at, assignment, step } = found;
  const whole =
    typeof key === "string" &&
    typeof at === "number" &&
    typeof (assignment as Assignment | undefined)?.id === "number" &&
    ANSWERS.includes((step as Answer | undefined)?.what);
  return whole ? ({ playback: [], ...found } as unknown as Entry) : null;
}
