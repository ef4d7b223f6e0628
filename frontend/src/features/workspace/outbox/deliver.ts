import { ApiError, get, type Manner } from "@/api/client";

import { sendCorrection } from "../api/correct";
import { reportPlayback } from "../api/playback";
import { sendRating } from "../api/rate";
import { skipAssignment } from "../api/skip";
import type { Entry, Refusal } from "./entry";

/** Longer than this no answer is waited for: on a bad line requests may hang for minutes. */
const PATIENCE_MS = 15_000;

/** What became of an entry that was sent. */
export type Fate =
  | { is: "arrived" }
  | { is: "refused"; refusal: Refusal }
  /** The network failed: whatever comes behind would fail, too. */
  | { is: "unreachable" }
  /** The server answered, but could not deal with this one now. */
  | { is: "later" }
  /** Nobody, or another person, is signed in. */
  | { is: "stranger" };

function tell({ assignment: { id }, step, key, tookS }: Entry, manner: Manner): Promise<void> {
  const stamp = { key, took_s: tookS };
  switch (step.what) {
    case "playback":
      return reportPlayback(id, step.body, manner);
    case "rating":
      return sendRating(id, { ...step.body, ...stamp }, manner);
    case "correction":
      return sendCorrection(id, { ...step.body, ...stamp }, manner);
    case "skip":
      return skipAssignment(id, step.body, manner);
  }
}

/** What a failure means. A page in between, such as a hotel's sign-in, has no code of ours. */
export function fateOf(error: unknown): Fate {
  if (!(error instanceof ApiError)) return { is: "unreachable" };
  const { status, code, message } = error;
  if (status === 401 || status === 403) return { is: "stranger" };
  // Taken back by this person meanwhile: it has done its work.
  if (code === "answer_withdrawn") return { is: "arrived" };
  const passes = status >= 500 || status === 408 || status === 429;
  if (passes || code === "busy" || code === "unreadable") return { is: "later" };
  return { is: "refused", refusal: { code, message } };
}

/** A server that answers with an error may have done its work before; so may one never heard. */
export function mayHaveArrived(fate: Fate, couldLeave: boolean): boolean {
  return fate.is === "later" || (fate.is === "unreachable" && couldLeave);
}

async function isSignedIn(user: number, manner: Manner): Promise<boolean> {
  const { user: now } = await get("/api/v1/session/", {}, manner);
  return now?.id === user;
}

/** Sends an entry of a person. Never throws. */
export async function deliver(user: number, entry: Entry): Promise<Fate> {
  const manner = { signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    await tell(entry, manner);
    return { is: "arrived" };
  } catch (error) {
    const fate = fateOf(error);
    // Someone else's assignment is "missing" to whoever signed in since in another tab.
    const mine = fate.is !== "refused" || (await isSignedIn(user, manner).catch(() => false));
    return mine ? fate : { is: "stranger" };
  }
}

/** Sends while the page closes; what became of it is found out when the person comes back. */
export function deliverInPassing(entry: Entry): void {
  void tell(entry, { keepalive: true }).catch(() => undefined);
}
