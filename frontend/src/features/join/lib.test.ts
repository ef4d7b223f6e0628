import { expect, test } from "vitest";

import { arrivalFrom, endPath, partOf, safeReturn, workPath } from "./lib";

test("work begins at the campaign that was meant", () => {
  expect(workPath({ campaign: 3, kind: "listening", language: "ara" })).toBe("/rate/3/ara");
  expect(workPath({ campaign: 3, kind: "correction", language: "ara" })).toBe("/correct/3/ara");
  expect(workPath({ campaign: null, kind: null, language: "ara" })).toBe("/");
});

test("a page of work, and the end that follows it, are about one part", () => {
  const none = new URLSearchParams();
  const part = { campaign: 7, language: "ara" };
  expect(partOf("/rate/7/ara", none)).toEqual(part);
  const [path, search] = endPath({ ...part, kind: "listening" }).split("?");
  expect(partOf(path ?? "", new URLSearchParams(search))).toEqual(part);
  expect(partOf("/", none)).toEqual({});
  expect(partOf("/prolific/end", new URLSearchParams("campaign=x&language=ara"))).toEqual({});
});

test("Prolific's ids are read from the address", () => {
  const search = new URLSearchParams("PROLIFIC_PID=p&STUDY_ID=s&SESSION_ID=x");
  expect(arrivalFrom("7", search, "ar")).toEqual({
    campaign: 7,
    prolific_id: "p",
    study_id: "s",
    session_id: "x",
    interface_language: "ar",
  });
});

test.each(["PROLIFIC_PID=p&STUDY_ID=s", "PROLIFIC_PID=&STUDY_ID=s&SESSION_ID=x", ""])(
  "an address without one of the ids is none: %s",
  (search) => expect(arrivalFrom("7", new URLSearchParams(search), "ar")).toBeNull(),
);

test("a campaign that is no number is none", () => {
  const search = new URLSearchParams("PROLIFIC_PID=p&STUDY_ID=s&SESSION_ID=x");
  expect(arrivalFrom("../7", search, "ar")).toBeNull();
});

test("only Prolific is returned to", () => {
  const good = "https://app.prolific.com/submissions/complete?cc=ABC";
  expect(safeReturn(good)).toBe(good);
  for (const bad of [
    "",
    "javascript:alert(1)",
    "http://app.prolific.com/submissions/complete?cc=A",
    "https://app.prolific.com.evil.example/",
    "https://app.prolific.com@evil.example/",
    "https://evil.example/?https://app.prolific.com",
    "//app.prolific.com/",
  ])
    expect(safeReturn(bad)).toBeNull();
});
