import { expect, test } from "vitest";

import type { Recipe } from "@/api/types";

import { changesIn, fieldsOf, folderSources, read, written } from "./recipe-fields";

const schema = {
  properties: {
    model: { $ref: "#/$defs/Model" },
    data: { $ref: "#/$defs/Data" },
    schedule: { $ref: "#/$defs/Schedule" },
  },
  $defs: {
    Model: { properties: { lora: { $ref: "#/$defs/Lora" } } },
    Lora: { properties: { rank: { type: "integer", description: "Of the matrices." } } },
    Data: {
      properties: { sources: { patternProperties: { "^[a-z]+": { $ref: "#/$defs/Source" } } } },
    },
    Source: {
      properties: {
        layout: { $ref: "#/$defs/Layout" },
        languages: { type: "array" },
        samples_of: { type: "object", additionalProperties: { type: "integer" } },
      },
    },
    Layout: { enum: ["release", "folder"], type: "string" },
    Schedule: {
      properties: {
        most_steps: {
          anyOf: [{ type: "integer" }, { type: "null" }],
          description: "Ends earlier.",
        },
        decay: { enum: ["linear", "cosine"], type: "string" },
      },
    },
  },
};
const recipe: Recipe = {
  name: "one",
  title: "One",
  describes: "",
  family: "any",
  reads_release: true,
  fields_by_name: {
    "model.lora.rank": 32,
    "data.sources.ours.layout": "release",
    "data.sources.theirs.layout": "folder",
    "data.sources.theirs.languages": ["vie"],
    "data.sources.theirs.samples_of": {},
    "schedule.most_steps": null,
    "schedule.decay": "cosine",
  },
  origins: { "model.lora.rank": "section 5" },
};
const fields = fieldsOf(recipe, schema);

test("each value has its kind, its meaning and its origin; what has no form is left out", () => {
  const told = fields.map(({ path, kind, optional, meaning, origin }) => [
    path,
    kind,
    optional,
    meaning,
    origin,
  ]);
  expect(told).toEqual([
    ["model.lora.rank", "number", false, "Of the matrices.", "section 5"],
    ["data.sources.theirs.languages", "list", false, "", ""],
    ["schedule.most_steps", "number", true, "Ends earlier.", ""],
    ["schedule.decay", "choice", false, "", ""],
  ]);
});

test("only what is other than in the recipe is a change", () => {
  const typed = {
    "model.lora.rank": "32",
    "schedule.most_steps": "10",
    "schedule.decay": "linear",
  };
  expect(changesIn(fields, typed)).toEqual({
    "schedule.most_steps": 10,
    "schedule.decay": "linear",
  });
  expect(changesIn(fields, { "schedule.most_steps": " " })).toEqual({});
});

test("what is no number is sent as it was typed, so that the server can say so", () => {
  expect(read({ kind: "number", optional: false }, "many")).toBe("many");
  expect(read({ kind: "number", optional: false }, "")).toBe("");
  expect(read({ kind: "number", optional: false }, "1e-5")).toBe(0.00001);
  expect(read({ kind: "number", optional: true }, "")).toBeNull();
});

test("lists are typed with commas", () => {
  expect(read({ kind: "list", optional: false }, "0.9, 0.999")).toEqual([0.9, 0.999]);
  expect(read({ kind: "list", optional: false }, "q_proj,v_proj")).toEqual(["q_proj", "v_proj"]);
  expect(read({ kind: "list", optional: false }, "")).toEqual([]);
  expect([null, [0.9, 1], "bf16", true].map(written)).toEqual(["", "0.9, 1", "bf16", "true"]);
});

test("sources that are no release lie in folders", () => {
  expect(folderSources(recipe)).toEqual(["theirs"]);
});
