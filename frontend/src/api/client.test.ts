import { expect, test } from "vitest";

import { linkTo } from "./client";

const trainings = (run: number[]) =>
  linkTo("/api/v1/datasets/{slug}/models/trainings/", { path: { slug: "demo" }, query: { run } });

test("each of a list is named", () => {
  expect(trainings([3, 7])).toBe("/api/v1/datasets/demo/models/trainings/?run=3&run=7");
});

test("an empty list is not said at all", () => {
  expect(trainings([])).toBe("/api/v1/datasets/demo/models/trainings/");
});
