import type { NewJob } from "@/api/types";

type Text = "engine" | "made_by" | "voice" | "source" | "failed_check";
type Amount = "score_below" | "max_attempts";
type List = "groups" | "recognizers";
type Switch = "set_aside" | "text_changed" | "corrected_only" | "again";
export type FieldName = Text | Amount | List | Switch;

const selection = ["failed_check", "made_by", "source"] as const;

/** What a manager may say beyond the languages, by kind of job, in the order of the form. */
const fieldsOf = new Map<string, readonly FieldName[]>([
  ["translate", ["engine"]],
  ["synthesize", ["engine", "max_attempts", "corrected_only"]],
  ["check", ["groups", "again"]],
  ["listen", ["groups", "recognizers", "max_attempts", "again"]],
  [
    "regenerate",
    [...selection, "voice", "score_below", "set_aside", "text_changed", "engine", "max_attempts"],
  ],
  ["retranslate", [...selection, "score_below", "engine"]],
]);

/** Amounts as they were typed; a field that is not there stands at its default. */
export type Choice = Partial<Record<Text | Amount, string>> &
  Partial<Record<List, string[]>> &
  Partial<Record<Switch, boolean>>;

export function fieldNames(kind: string): readonly FieldName[] {
  return fieldsOf.get(kind) ?? [];
}

const startedElsewhere = ["release", "export", "benchmark", "evaluate", "judge", "finetune"];

/** Releases, their files, and what is done with benchmarks are asked for on their own pages. */
export function isStartedElsewhere(kind: string): boolean {
  return startedElsewhere.includes(kind);
}

/** These make again what is there already. */
export function isAgain(kind: string): kind is "regenerate" | "retranslate" {
  return kind === "regenerate" || kind === "retranslate";
}

/** Jobs of this kind are done by an engine that translates, or by one that speaks. */
export function engineKind(kind: string): "translators" | "synthesizers" | null {
  if (!fieldNames(kind).includes("engine")) return null;
  return kind === "translate" || kind === "retranslate" ? "translators" : "synthesizers";
}

/** The part of a job's parameters that was chosen; what stands at its default is left out. */
export function parametersOf(kind: string, choice: Choice): NonNullable<NewJob["parameters"]> {
  const given = fieldNames(kind).map((name): [string, unknown] => [name, valueOf(name, choice)]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function valueOf(name: FieldName, choice: Choice): unknown {
  const value = choice[name];
  if (value === "" || value === false) return undefined;
  return name === "score_below" || name === "max_attempts" ? number(choice[name]) : value;
}

/** What is no number goes as it is: the server says so beside the field. */
function number(text: string | undefined): number | string | undefined {
  return text === undefined || Number.isNaN(Number(text)) ? text : Number(text);
}
