import { useEffect, useReducer } from "react";

import type { Assignment, PlaybackEvent } from "@/api/types";

import { addTo, keepPlayback, recallPlayback } from "./playback-log";
import { useHidden } from "./use-hidden";

/** What the player did with an assignment, and when the page was hidden, for its answer to tell. */
export function usePlayback({ id }: Assignment) {
  const [events, add] = useReducer(addTo, id, recallPlayback);
  const note = (kind: PlaybackEvent["kind"], seconds = 0) => add({ kind, seconds });
  useEffect(() => keepPlayback(id, events), [id, events]);
  useHidden((seconds) => note("hidden", seconds));
  return { events, note };
}
