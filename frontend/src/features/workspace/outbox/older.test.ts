import { beforeEach, expect, test, vi } from "vitest";

import type { Assignment, PlaybackEvent } from "@/api/types";
import { remember, remembered } from "@/lib/storage";

import { recallPlayback } from "../playback-log";
import { newEntry } from "./entry";
import { openShelf, shelfName } from "./shelf";

/** What is kept are its own properties, as in the browser's. */
class Kept {
  [name: string]: unknown;
  getItem(name: string): unknown {
    return this[name] ?? null;
  }
  setItem(name: string, value: string): void {
    this[name] = value;
  }
  removeItem(name: string): void {
    Reflect.deleteProperty(this, name);
  }
}

const USER = 7;
const started: PlaybackEvent = { kind: "started", seconds: 0 };
const ended: PlaybackEvent = { kind: "ended", seconds: 4 };
const hidden: PlaybackEvent = { kind: "hidden", seconds: 1 };

beforeEach(() => void vi.stubGlobal("localStorage", new Kept()));

/** As a page from before left it: no answer said what the player did. */
function leave(id: number, at: number, step: object): void {
  const scores = { what: "rating", body: { naturalness: 4, understood: 5 } } as const;
  const entry = newEntry({ id } as Assignment, scores);
  const left = { ...entry, at, step: { ...scores, ...step }, playback: undefined };
  remember(`${shelfName(USER)}${at}:${entry.key}`, JSON.stringify(left));
}

function leaveTold(id: number, at: number, ...events: PlaybackEvent[]): void {
  leave(id, at, { what: "playback", body: { events } });
}

test("what an older page kept of the player is told with the scores it stood before", () => {
  leaveTold(1, 1001, started, ended);
  leaveTold(1, 1002, hidden);
  leave(1, 1003, {});
  leave(2, 1004, {});
  const told = openShelf(USER).list();
  const again = openShelf(USER).list();
  expect(told.map(({ playback }) => playback)).toEqual([[started, ended, hidden], []]);
  expect(again).toEqual(told);
  expect(remembered(shelfName(USER)).length).toBe(2);
});

test("what was heard on an older page and not scored yet need not be heard again", () => {
  leaveTold(1, 1001, started, ended);
  expect(openShelf(USER).list()).toEqual([]);
  expect(recallPlayback(1)).toEqual([started, ended]);
  expect(remembered(shelfName(USER))).toEqual([]);
});
