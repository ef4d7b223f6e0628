import { expect, test } from "vitest";

import { PlaybackLog } from "./playback";

function ranges(...spans: [number, number][]) {
  return {
    length: spans.length,
    start: (index: number) => spans[index]?.[0] ?? 0,
    end: (index: number) => spans[index]?.[1] ?? 0,
  };
}

test("what is heard twice counts once", () => {
  const log = new PlaybackLog();
  log.add(ranges([0, 2]));
  log.add(ranges([0, 3]));
  expect(log.seconds(3)).toBe(3);
});

test("a part that was jumped over is missing", () => {
  const log = new PlaybackLog();
  log.add(ranges([2, 3], [0, 1]));
  expect(log.seconds(3)).toBe(2);
});
