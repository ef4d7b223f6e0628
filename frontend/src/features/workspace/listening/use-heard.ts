import { useMutation } from "@tanstack/react-query";
import { use, useEffect, useEffectEvent, useRef, useState } from "react";

import { ApiError } from "@/api/client";
import type { Assignment, PlaybackEvent } from "@/api/types";

import { reportPlayback } from "../api/playback";
import { Dry } from "../dry";

/** Calls `onBack` each time the page is seen again, with how long it was not. */
function useHidden(onBack: (seconds: number) => void) {
  const back = useEffectEvent(onBack);
  useEffect(() => {
    let since: number | null = document.hidden ? Date.now() : null;
    const change = () => {
      if (!document.hidden && since !== null) back((Date.now() - since) / 1000);
      since = document.hidden ? Date.now() : null;
    };
    document.addEventListener("visibilitychange", change);
    return () => document.removeEventListener("visibilitychange", change);
  }, []);
}

/**
 * Whether the scale is open, and what the player did, told to the server. The scale opens when
 * the clip ended here; the server hears of it at once, or, where the network failed, before the
 * scores are sent. A refusal closes the scale again.
 */
export function useHeard(assignment: Assignment) {
  const dry = use(Dry);
  const waiting = useRef<PlaybackEvent[]>([]);
  const [ended, setEnded] = useState(false);
  const report = useMutation({
    mutationFn: async (events: PlaybackEvent[]) => {
      try {
        if (!dry) await reportPlayback(assignment.id, events);
      } catch (error) {
        // What the server refused it has logged all the same.
        if (!(error instanceof ApiError)) waiting.current.unshift(...events);
        throw error;
      }
    },
  });
  const note = (kind: PlaybackEvent["kind"], seconds = 0) => {
    waiting.current.push({ kind, seconds });
  };
  const underway = useRef<Promise<unknown>>(Promise.resolve());
  const tell = () => {
    const told = report.mutateAsync(waiting.current.splice(0));
    underway.current = told.catch(() => undefined);
    return told;
  };
  useHidden((seconds) => note("hidden", seconds));
  const refusal = report.error instanceof ApiError ? report.error : null;
  return {
    open: assignment.heard || (ended && refusal === null),
    refusal,
    onStarted: (again: boolean) => note(again ? "replayed" : "started"),
    onEnded: (listened_s: number) => {
      note("ended", listened_s);
      setEnded(true);
      // Later ends wait for the scores: the scale is open already.
      if (!assignment.heard && !report.isSuccess) tell().catch(() => undefined);
    },
    /** Resolves once the server knows all that the player did. */
    settle: async () => {
      await underway.current;
      if (waiting.current.length > 0) await tell();
    },
  };
}
