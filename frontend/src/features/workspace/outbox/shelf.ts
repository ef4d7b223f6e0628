import { forget, recallObject, remember, remembered } from "@/lib/storage";

import { readEntry, type Entry } from "./entry";
import { foldPlayback } from "./older";

/** Where entries lie. All tabs of one person share it. */
export interface Shelf {
  /** In the order they were given. */
  list: () => Entry[];
  put: (entry: Entry) => void;
  remove: (entry: Entry) => void;
}

/** The part of the browser's store that holds one person's entries. */
export function shelfName(user: number): string {
  return `unsent:${user}:`;
}

/**
 * One person's entries in this browser.
 *
 * localStorage is enough, and safer here than IndexedDB: answers are small, and a write is done
 * before the page shows the next clip, so a tab that dies a moment later has lost nothing. Each
 * entry has a name of its own, so two tabs never overwrite each other's. Where the browser keeps
 * nothing, entries last as long as the page.
 */
export function openShelf(user: number): Shelf {
  foldPlayback(shelfName(user));
  const unkept = new Map<string, Entry>();
  const nameOf = (entry: Entry) => `${shelfName(user)}${entry.at}:${entry.key}`;
  return {
    list: () => {
      const kept = remembered(shelfName(user)).map((name) => readEntry(recallObject(name)));
      const all = [...kept.filter((entry) => entry !== null), ...unkept.values()];
      return all.sort((one, other) => one.at - other.at);
    },
    put: (entry) => {
      const name = nameOf(entry);
      if (remember(name, JSON.stringify(entry))) unkept.delete(name);
      else unkept.set(name, entry);
    },
    remove: (entry) => {
      unkept.delete(nameOf(entry));
      forget(nameOf(entry));
    },
  };
}
