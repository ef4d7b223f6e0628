import { use, useRef, useState } from "react";

import { ApiError } from "@/api/client";
import type { Assignment, PlaybackEvent } from "@/api/types";

import { Dry } from "../dry";
import { newEntry, type Step } from "../outbox/entry";
import { useOutbox, useOutboxState } from "../outbox/use-outbox";
import { useHidden } from "../use-hidden";

/** More the server takes in no one message. */
const EVENTS_AT_ONCE = 100;

/**
 * Whether the scale is open, and what the player did, told to the server through the outbox. The
 * scale opens when the clip ended here; a refusal closes it again, and hearing again opens it.
 */
export function useHeard(assignment: Assignment) {
  const dry = use(Dry);
  const outbox = useOutbox();
  const { entries } = useOutboxState();
  const waiting = useRef<PlaybackEvent[]>([]);
  const [ended, setEnded] = useState(false);
  const told = entries.findLast(
    ({ step, assignment: { id } }) => isEnd(step) && id === assignment.id,
  );
  const refusal = told?.refusal ?? null;
  const open = assignment.heard || ((ended || told !== undefined) && refusal === null);
  const note = (kind: PlaybackEvent["kind"], seconds = 0) => {
    waiting.current.push({ kind, seconds });
  };
  const tellRest = () => {
    const events = waiting.current.splice(0, EVENTS_AT_ONCE);
    if (dry || events.length === 0) return;
    void outbox.give(newEntry(assignment, { what: "playback", body: { events } }));
  };
  useHidden((seconds) => note("hidden", seconds));
  return {
    open,
    refusal: refusal && new ApiError(409, refusal.code, refusal.message),
    onStarted: (again: boolean) => note(again ? "replayed" : "started"),
    onEnded: (listened_s: number) => {
      note("ended", listened_s);
      setEnded(true);
      // Later ends wait for the scores: the scale is open already.
      if (open) return;
      if (told?.refusal) outbox.drop(told);
      tellRest();
    },
    /** Tells what was not told yet; called before the scores are sent. */
    tellRest,
  };
}

function isEnd(step: Step): boolean {
  return step.what === "playback" && step.body.events.some(({ kind }) => kind === "ended");
}
