import { expect, test } from "vitest";

import type { PlaybackEvent } from "@/api/types";

import { addTo, hasEnded } from "./playback-log";

const hidden: PlaybackEvent = { kind: "hidden", seconds: 1 };
const ended: PlaybackEvent = { kind: "ended", seconds: 4 };

test("a full log still takes the end of the clip, and no more than the server does", () => {
  let events: PlaybackEvent[] = [];
  for (let count = 0; count < 150; count += 1) events = addTo(events, hidden);
  expect([events.length, hasEnded(events)]).toEqual([100, false]);
  events = addTo(addTo(events, ended), hidden);
  expect([events.length, hasEnded(events)]).toEqual([100, true]);
});
