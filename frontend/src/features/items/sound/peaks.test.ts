import { expect, test } from "vitest";

import { outlineOf, peaksOf } from "./peaks";

test("peaks are the loudest of each part, against the loudest of all", () => {
  expect(peaksOf(Float32Array.of(0, 0.25, -0.5, 0.125, 0, 0), 3)).toEqual([0.5, 1, 0]);
});

test("silence, and a clip shorter than its picture, are flat and not broken", () => {
  expect(peaksOf(new Float32Array(4), 2)).toEqual([0, 0]);
  expect(peaksOf(Float32Array.of(0.5), 2)).toEqual([0, 1]);
  expect(peaksOf(new Float32Array(0), 2)).toEqual([0, 0]);
});

test("a picture has one stroke a part, and silence is seen", () => {
  expect(outlineOf([1, 0])).toBe("M0.5 2.0V98.0M1.5 48.0V52.0");
});
