import { expect, test } from "vitest";

import { isLink, isVoiceName, nameOfClip } from "./names";

test.each([
  ["ann.flac", "ann"],
  ["Ann B (1).flac", "Ann-B-1"],
  ["/tmp/x.wav", "tmp-x"],
  ["صوت.mp3", ""],
  ["", ""],
])("a clip called %o proposes %o", (file, name) => {
  expect(nameOfClip(file)).toBe(name);
  expect(name === "" || isVoiceName(name)).toBe(true);
});

test("a link is an address on the web", () => {
  expect(["https://a.org/b", "http://a"].every(isLink)).toBe(true);
  expect(["a.org", "https://", "https://a b", "javascript:x"].some(isLink)).toBe(false);
});
