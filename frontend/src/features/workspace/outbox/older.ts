import type { PlaybackEvent } from "@/api/types";
import { forget, recallObject, remember, remembered } from "@/lib/storage";

import { addTo, keepPlayback, recallPlayback } from "../playback-log";
import { isPending, readEntry, type Entry } from "./entry";

/** What the player did, as pages from before kept it: an entry of its own beside the answer. */
interface Told {
  name: string;
  assignment: number;
  events: PlaybackEvent[];
}

/**
 * Puts what older pages kept of the player into the answer it belongs to, or on the desk where
 * none was given yet: the server takes it with the answer alone, and no scores without it.
 */
export function foldPlayback(prefix: string): void {
  const names = remembered(prefix);
  for (const told of names.map(readTold).filter((found) => found !== null)) {
    const name = names.findLast((other) => answerAt(other)?.assignment.id === told.assignment);
    if (laid(told, name)) forget(told.name);
  }
}

function laid({ assignment, events }: Told, name: string | undefined): boolean {
  const entry = name === undefined ? null : answerAt(name);
  if (name === undefined || entry === null) {
    keepPlayback(assignment, events.reduce(addTo, recallPlayback(assignment)));
    return true;
  }
  const playback = events.reduce(addTo, entry.playback);
  return remember(name, JSON.stringify({ ...entry, playback }));
}

function answerAt(name: string): Entry | null {
  const entry = readEntry(recallObject(name));
  return entry !== null && isPending(entry) ? entry : null;
}

function readTold(name: string): Told | null {
  const found = recallObject(name) as {
    assignment?: { id?: unknown };
    step?: { what?: unknown; body?: { events?: unknown } };
    refusal?: unknown;
  } | null;
  const id = found?.assignment?.id;
  const events = found?.step?.body?.events;
  const isTold = found?.step?.what === "playback" && typeof id === "number";
  if (!isTold || !Array.isArray(events)) return null;
  // What the server did not believe then is heard again.
  const believed = (found.refusal ?? null) === null ? (events as PlaybackEvent[]) : [];
  return { name, assignment: id, events: believed };
}
