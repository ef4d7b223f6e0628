import type { PlaybackEvent } from "@/api/types";
import { forget, recallObject, remember } from "@/lib/storage";

const KEPT = "playback";
/** More the server takes in no one answer. */
const AT_MOST = 100;

/** Kept for the one piece on the desk: a reload, or taking an unsent answer back, loses none. */
export function keepPlayback(assignment: number, events: readonly PlaybackEvent[]): void {
  if (events.length > 0) remember(KEPT, JSON.stringify({ assignment, events }));
}

export function recallPlayback(assignment: number): PlaybackEvent[] {
  const found = recallObject(KEPT);
  if (found?.["assignment"] !== assignment || !Array.isArray(found["events"])) return [];
  return found["events"] as PlaybackEvent[];
}

export function forgetPlayback(): void {
  forget(KEPT);
}

/** Full, it takes no more but the end of a clip: the scale opens by it. */
export function addTo(events: PlaybackEvent[], event: PlaybackEvent): PlaybackEvent[] {
  if (events.length < AT_MOST) return [...events, event];
  return event.kind === "ended" ? [...events.slice(0, -1), event] : events;
}

/** Whether a clip was played to its end. */
export function hasEnded(events: readonly PlaybackEvent[]): boolean {
  return events.some(({ kind }) => kind === "ended");
}
