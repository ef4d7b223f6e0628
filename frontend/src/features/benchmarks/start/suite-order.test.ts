import { expect, test } from "vitest";

import { lackedBy, suiteOrder } from "./suite-order";

const suite = { name: "qa", title: "QA", task: "answer" as const, metrics: [] };
const ofRelease = { ...suite, reads_release: true, takes_clips: false, variants: [] };
const ofFiles = { ...suite, reads_release: false, takes_clips: true, variants: ["joint"] };
const values = { suite: "qa", variant: "joint", release: "v1", clips: "v2", folder: " xquad " };

test("only what the suite knows is asked for", () => {
  expect(suiteOrder(values, ofRelease)).toEqual({
    suite: "qa",
    variant: "",
    release: "v1",
    folder: "",
  });
  expect(suiteOrder(values, ofFiles)).toEqual({
    suite: "qa",
    variant: "joint",
    release: "v2",
    folder: "xquad",
  });
});

test("a suite lacks the release or the folder that it reads", () => {
  const nothing = { ...values, release: "", folder: " " };
  expect(lackedBy(suiteOrder(nothing, ofRelease), ofRelease)).toBe("release");
  expect(lackedBy(suiteOrder(nothing, ofFiles), ofFiles)).toBe("folder");
  expect(lackedBy(suiteOrder(values, ofFiles), ofFiles)).toBeNull();
});
