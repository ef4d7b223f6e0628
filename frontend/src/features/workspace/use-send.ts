import { useMutation } from "@tanstack/react-query";
import { use, useState } from "react";

import { ApiError } from "@/api/client";
import type { Assignment, PlaybackEvent } from "@/api/types";
import { forget, recallObject, remember } from "@/lib/storage";

import { Dry } from "./dry";
import { newEntry, type Answer, type Entry } from "./outbox/entry";
import type { Outbox } from "./outbox/outbox";
import { useOutbox } from "./outbox/use-outbox";
import { forgetPlayback, recallPlayback } from "./playback-log";

/** How long the last answer of a session can be undone without telling the server of it. */
const HOLD_MS = 30_000;
/** A page that waits for the server goes on without its word after this. */
const PATIENCE_MS = 8_000;
const LONGEST_S = 86_400;
const BEGAN = "began";

interface Options {
  /**
   * Waits for the server's word, where it may find something wrong with the answer and the person
   * can mend it: then `error` says so. Without the network the page goes on all the same.
   */
  waits?: boolean;
  /** It ends a session: held back a while, so that it can be undone before the session ends. */
  last?: boolean;
  /** What the player did, to be told with the answer; else what was kept of it. */
  playback?: PlaybackEvent[];
}

/**
 * The single way to send an answer.
 *
 * `send` keeps it in this browser first, under a key by which the server counts it once. From then
 * on the outbox sees to it, through reloads, lost networks and crashes, and `onKept` is called:
 * the page may go on. What the server refuses later, `OutboxNote` tells.
 */
export function useSend(
  assignment: Assignment,
  onKept: () => void,
  { waits = false, last = false, playback }: Options = {},
) {
  const dry = use(Dry);
  const outbox = useOutbox();
  const [began] = useState(() => beganAt(assignment.id));
  const mutation = useMutation({
    mutationFn: (step: Answer) => {
      if (dry) return Promise.resolve();
      const did = playback ?? recallPlayback(assignment.id);
      const entry = newEntry(assignment, step, { ...factsOf(began, last), playback: did });
      const arrival = outbox.give(entry);
      return waits ? settle(outbox, entry, arrival) : Promise.resolve();
    },
    onSuccess: () => {
      forget(BEGAN);
      forgetPlayback();
      onKept();
    },
  });
  return { send: mutation.mutate, sending: mutation.isPending, error: mutation.error };
}

/** When the person began with it, ms; a reload is no new beginning. */
function beganAt(assignment: number): number {
  const found = recallObject(BEGAN);
  if (found?.["assignment"] === assignment && typeof found["at"] === "number") return found["at"];
  const at = Date.now();
  remember(BEGAN, JSON.stringify({ assignment, at }));
  return at;
}

function factsOf(began: number, last: boolean): Pick<Entry, "tookS" | "heldUntil"> {
  const now = Date.now();
  const tookS = Math.min(LONGEST_S, Math.max(0, (now - began) / 1000));
  return { tookS, heldUntil: last ? now + HOLD_MS : 0 };
}

/** Throws what the server found wrong: it is told where it can be mended, not in the note. */
async function settle(outbox: Outbox, entry: Entry, arrival: Promise<unknown>): Promise<void> {
  await Promise.race([arrival, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const found = outbox.snapshot().entries.find(({ key }) => key === entry.key);
  if (found === undefined || found.refusal === null) return;
  outbox.drop(found);
  throw new ApiError(409, found.refusal.code, found.refusal.message);
}
