import type { NewJob } from "@/api/types";

/** What a manager may choose by, for the kinds that make things again. */
const fieldsOf = {
  regenerate: ["made_by", "voice", "source", "failed_check", "score_below", "engine"],
  retranslate: ["made_by", "source", "failed_check", "score_below", "engine"],
} as const;
const switchesOf = { regenerate: ["set_aside", "text_changed"], retranslate: [] } as const;

export type ChoiceField = (typeof fieldsOf)["regenerate"][number];
export type ChoiceSwitch = (typeof switchesOf)["regenerate"][number];
/** Texts as they were typed; "yes" for a switch that is on. */
export type Choice = Partial<Record<ChoiceField | ChoiceSwitch, string>>;

export type AgainKind = keyof typeof fieldsOf;

export function isAgain(kind: string): kind is AgainKind {
  return kind in fieldsOf;
}

export function choiceFields(kind: AgainKind): readonly ChoiceField[] {
  return fieldsOf[kind];
}

export function choiceSwitches(kind: AgainKind): readonly ChoiceSwitch[] {
  return switchesOf[kind];
}

/** The part of a job's parameters that was chosen; what stands empty chooses nothing. */
export function parametersOf(kind: string, choice: Choice): NonNullable<NewJob["parameters"]> {
  if (!isAgain(kind)) return {};
  const given: [string, string | number | boolean][] = [];
  for (const name of choiceFields(kind)) {
    const text = choice[name] ?? "";
    if (text !== "") given.push([name, name === "score_below" ? Number(text) : text]);
  }
  for (const name of choiceSwitches(kind)) if (choice[name] === "yes") given.push([name, true]);
  return Object.fromEntries(given) satisfies Record<string, string | number | boolean>;
}
