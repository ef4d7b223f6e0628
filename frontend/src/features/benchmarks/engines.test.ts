import { expect, test } from "vitest";

import { grouped } from "./engines";

const engine = (name: string) => ({
  name,
  languages: [],
  clones: false,
  licence: "",
  problem: "",
  warning: "",
});

test("engines are grouped by how they answer, and those trained here stand by themselves", () => {
  const names = [
    "cascade",
    "cascade:aya-expanse",
    "transcript:endpoint:aya",
    "checkpoint:omni",
    "cascade:checkpoint:reader",
    "transcript:checkpoint:reader",
    "endpoint:aya",
  ];
  const found = grouped(names.map(engine)).map(([group, members]) => [
    group,
    members.map(({ name }) => name),
  ]);
  expect(found).toEqual([
    ["other_engines", ["cascade", "endpoint:aya"]],
    ["behind_recognizer", ["cascade:aya-expanse"]],
    ["from_transcript", ["transcript:endpoint:aya"]],
    [
      "trained_here",
      ["checkpoint:omni", "cascade:checkpoint:reader", "transcript:checkpoint:reader"],
    ],
  ]);
});

test("empty groups are left out", () => {
  expect(grouped([engine("cascade")]).map(([group]) => group)).toEqual(["other_engines"]);
});
