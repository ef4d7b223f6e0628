import { ApiError } from "@/api/client";
import type { Assignment } from "@/api/types";

import { useOutboxState } from "../outbox/use-outbox";
import { hasEnded } from "../playback-log";
import { usePlayback } from "../use-playback";

/**
 * Whether the scale is open, and what the player did. It opens when the clip ended here; where the
 * server did not believe that, the clip comes back, and is heard again.
 */
export function useHeard(assignment: Assignment) {
  const { entries } = useOutboxState();
  const { events, note } = usePlayback(assignment);
  const open = assignment.heard || hasEnded(events);
  const told = entries.findLast(({ assignment: { id } }) => id === assignment.id);
  const refusal = open ? null : (told?.refusal ?? null);
  return {
    open,
    events,
    refusal: refusal && new ApiError(409, refusal.code, refusal.message),
    onStarted: (again: boolean) => note(again ? "replayed" : "started"),
    onEnded: (listened_s: number) => note("ended", listened_s),
  };
}
