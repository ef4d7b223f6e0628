import type { NewJob } from "@/api/types";

type Text = "engine" | "made_by" | "voice" | "source" | "failed_check";
export type Amount = "score_below" | "max_attempts" | "per_text" | "max_tokens";
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
  ["instruct", ["engine", "per_text", "max_tokens"]],
]);

/** Amounts as they were typed; a field that is not there stands at its default. */
export type Choice = Partial<Record<Text | Amount, string>> &
  Partial<Record<List, string[]>> &
  Partial<Record<Switch, boolean>>;

export function fieldNames(kind: string): readonly FieldName[] {
  return fieldsOf.get(kind) ?? [];
}

const pages = new Map([
  ["release", "releases"],
  ["export", "releases"],
  ["benchmark", "benchmarks"],
  ["evaluate", "benchmarks"],
  ["judge", "benchmarks"],
  ["finetune", "trainings"],
]);

/** Where the form of a kind stands that is not started among the jobs. */
export function pageOf(kind: string): string | undefined {
  return pages.get(kind);
}

/** Jobs of this kind are done by an engine that translates, speaks, or answers. */
export function engineKind(kind: string): "translators" | "synthesizers" | "chat_models" | null {
  if (!fieldNames(kind).includes("engine")) return null;
  if (kind === "instruct") return "chat_models";
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
  return isAmount(name) ? number(choice[name]) : value;
}

const amounts: readonly FieldName[] = ["score_below", "max_attempts", "per_text", "max_tokens"];

export function isAmount(name: FieldName): name is Amount {
  return amounts.includes(name);
}

/** What is no number goes as it is: the server says so beside the field. */
function number(text: string | undefined): number | string | undefined {
  return text === undefined || Number.isNaN(Number(text)) ? text : Number(text);
}
