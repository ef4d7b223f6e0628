import type { Recipe } from "@/api/types";

export type FieldKind = "number" | "switch" | "choice" | "text" | "list";

/** One value of a recipe that a training may change. */
export interface RecipeField {
  /** Its name with dots, as REST and `manage.py finetune` know it. */
  path: string;
  value: unknown;
  kind: FieldKind;
  choices: string[];
  /** The recipe may leave it empty. */
  optional: boolean;
  /** What it means, in the recipe's own words. */
  meaning: string;
  /** Where the recipe has it from; empty where nobody says. */
  origin: string;
}

type Schema = Record<string, unknown>;

/** Those that are asked for first. */
export const mainPaths = [
  "schedule.learning_rate",
  "model.lora.rank",
  "schedule.epochs",
  "schedule.most_steps",
  "schedule.batch_size",
] as const;

/** Languages are picked by name, and what a model is made of is what a recipe is. */
const ASKED_ELSEWHERE = /^(data\.languages|model\.family|data\.sources\.[^.]+\.(layout|task))$/;

/** All values of a recipe that a form may ask for, in the recipe's order. */
export function fieldsOf(recipe: Recipe, root: Schema): RecipeField[] {
  return Object.entries(recipe.fields_by_name).flatMap(([path, value]) => {
    const found = schemaAt(root, path.split("."));
    if (found === null || ASKED_ELSEWHERE.test(path)) return [];
    const { schema, meaning, optional } = found;
    const kind = kindOf(schema);
    if (kind === null) return [];
    const choices = Array.isArray(schema["enum"]) ? schema["enum"].map(String) : [];
    const origin = recipe.origins[path] ?? "";
    return [{ path, value, kind, choices, optional, meaning, origin }];
  });
}

/** Names of a recipe's sources that lie in folders of this studio. */
export function folderSources(recipe: Recipe): string[] {
  return Object.entries(recipe.fields_by_name).flatMap(([path, value]) => {
    const source = /^data\.sources\.([^.]+)\.layout$/.exec(path)?.[1];
    return source === undefined || value === "release" ? [] : [source];
  });
}

/** A value as somebody would type it. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(written).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What was typed, as JSON has it; what is no number stays as typed, and REST says so. */
export function read(field: Pick<RecipeField, "kind" | "optional">, typed: string): unknown {
  const text = typed.trim();
  if (field.kind === "list")
    return text === "" ? [] : text.split(",").map((part) => numberIn(part.trim()));
  if (field.kind === "switch") return text === "true";
  if (field.kind !== "number") return text;
  return text === "" && field.optional ? null : numberIn(text);
}

/** By path, what is other than in the recipe. */
export function changesIn(
  fields: readonly RecipeField[],
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const changed = fields.flatMap((field): [string, unknown][] => {
    const text = typed[field.path];
    if (text === undefined) return [];
    const value = read(field, text);
    return JSON.stringify(value) === JSON.stringify(field.value) ? [] : [[field.path, value]];
  });
  return Object.fromEntries(changed);
}

function numberIn(text: string): number | string {
  return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

function kindOf(schema: Schema): FieldKind | null {
  if (Array.isArray(schema["enum"])) return "choice";
  const kinds: Record<string, FieldKind> = {
    number: "number",
    integer: "number",
    boolean: "switch",
    string: "text",
    array: "list",
  };
  return kinds[String(schema["type"])] ?? null;
}

interface Found {
  schema: Schema;
  meaning: string;
  optional: boolean;
}

/** What JSON Schema says of the value at a path; null where it says nothing of it. */
function schemaAt(root: Schema, path: string[]): Found | null {
  let found = resolved(root, root);
  let meaning = "";
  for (const name of path) {
    const next = child(found.schema, name);
    if (next === null) return null;
    meaning = typeof next["description"] === "string" ? next["description"] : "";
    found = resolved(root, next);
  }
  return { ...found, meaning };
}

function child(schema: Schema, name: string): Schema | null {
  const own = schemaIn(schema["properties"])[name];
  if (own !== undefined) return schemaIn(own);
  const patterns = Object.entries(schemaIn(schema["patternProperties"]));
  const fits = patterns.find(([pattern]) => new RegExp(pattern).test(name));
  const open = fits?.[1] ?? schema["additionalProperties"];
  return typeof open === "object" ? schemaIn(open) : null;
}

/** References followed, and the one kind of value that is meant where none may stand, too. */
function resolved(root: Schema, schema: Schema): Omit<Found, "meaning"> {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const name = reference.split("/").at(-1) ?? "";
    return { schema: schemaIn(schemaIn(root["$defs"])[name]), optional: false };
  }
  const either = Array.isArray(schema["anyOf"]) ? schema["anyOf"].map(schemaIn) : null;
  if (either === null) return { schema, optional: false };
  const one = either.find(({ type }) => type !== "null") ?? {};
  return { schema: resolved(root, one).schema, optional: true };
}

function schemaIn(value: unknown): Schema {
  return typeof value === "object" && value !== null ? (value as Schema) : {};
}
