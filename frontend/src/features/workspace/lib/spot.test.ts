import { expect, test } from "vitest";

import { findSpot } from "./spot";

function shown(message: string, text: string): string | null {
  const spot = findSpot(message, text);
  return spot && text.slice(spot.start, spot.end);
}

test.each([
  ["Lost: 1997, 3.5", "It was 3,5 m in 1997.", "1997"],
  ["Lost: 15000", "About 15,000 people.", "15,000"],
  ["Lost: 97", "It was in 1997.", null],
  ["24% of the letters are not Hindi: and, more", "यह and वह", "and"],
  ["12% of the letters are not Arabic: c++ (a", "هذا c++ (a", "c++ (a"],
  ["2.6 times longer than usual.", "2.6", null],
  ["The translation is empty.", "", null],
])("%s", (message, text, spot) => {
  expect(shown(message, text)).toBe(spot);
});
