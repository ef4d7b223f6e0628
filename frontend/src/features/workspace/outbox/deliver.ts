import { ApiError, get, type Manner } from "@/api/client";
import type { Assignment } from "@/api/types";

import { sendCorrection } from "../api/correct";
import { sendPreference } from "../api/prefer";
import { sendRating } from "../api/rate";
import { skipAssignment } from "../api/skip";
import type { Entry, Refusal } from "./entry";

/** Longer than this no answer is waited for: on a bad line requests may hang for minutes. */
const PATIENCE_MS = 15_000;

/** What became of an entry that was sent. */
export type Fate =
  | { is: "arrived"; next?: Assignment | null }
  | { is: "refused"; refusal: Refusal }
  /** The network failed: whatever comes behind would fail, too. */
  | { is: "unreachable" }
  /** The server answered, but could not deal with this one now. */
  | { is: "later" }
  /** Nobody, or another person, is signed in. */
  | { is: "stranger" };

/** Resolves to the next assignment, where it was asked for and the answer brings one along. */
async function tell(
  { assignment: { id }, step, key, tookS, playback }: Entry,
  having: number[] | null,
  manner: Manner,
): Promise<Assignment | null> {
  const stamp = { key, took_s: tookS, playback };
  switch (step.what) {
    case "rating":
      return sendRating(id, { ...step.body, ...stamp }, having, manner);
    case "preference":
      return sendPreference(id, { ...step.body, ...stamp }, having, manner);
    case "correction":
      await sendCorrection(id, { ...step.body, ...stamp }, manner);
      return null;
    case "skip":
      await skipAssignment(id, { ...step.body, playback }, manner);
      return null;
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

/** Sends an entry of a person, and asks with it for what comes behind `having`. Never throws. */
export async function deliver(user: number, entry: Entry, having: number[] | null): Promise<Fate> {
  const manner = { signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    return { is: "arrived", next: await tell(entry, having, manner) };
  } catch (error) {
    const fate = fateOf(error);
    // Someone else's assignment is "missing" to whoever signed in since in another tab.
    const mine = fate.is !== "refused" || (await isSignedIn(user, manner).catch(() => false));
    return mine ? fate : { is: "stranger" };
  }
}

/** Sends while the page closes; what became of it is found out when the person comes back. */
export function deliverInPassing(entry: Entry): void {
  void tell(entry, null, { keepalive: true }).catch(() => undefined);
}
