import type { Assignment, Finding, Texts } from "@/api/types";

export type Field = keyof Texts;

/** What a person is writing, kept until it is sent. */
export interface Draft extends Texts {
  /** Why what the automatic checks doubt is right all the same. */
  reason: string;
}

export const fields: Field[] = ["question", "answer"];

/** Where the keyboard goes when something is wrong there. */
export const places = {
  question: "correction-question",
  answer: "correction-answer",
  reason: "correction-reason",
} as const;

export function readDraft(found: Record<string, unknown>): Draft | null {
  const { question, answer, reason } = found;
  if (typeof question !== "string" || typeof answer !== "string") return null;
  return { question, answer, reason: typeof reason === "string" ? reason : "" };
}

export function sameTexts(one: Texts, other: Texts): boolean {
  return fields.every((field) => one[field] === other[field]);
}

/** Every text that the person was shown: the machine's first, then those of other natives. */
export function shownTexts(assignment: Assignment, machine: Texts): Texts[] {
  const proposals = assignment.review?.proposals ?? [];
  return [machine, ...proposals.filter(({ untranslatable }) => !untranslatable)];
}

/** Warnings about what the person typed, and not about what stood there before. */
export function doubts(findings: Finding[], draft: Draft, shown: Texts[]): Finding[] {
  const typed = fields.filter((field) => shown.every((texts) => texts[field] !== draft[field]));
  return findings.filter(
    ({ field, level }) => level === "warning" && typed.some((name) => name === field),
  );
}

/** Where something must be mended before it can be sent; null where nothing must. */
export function blockedAt(
  findings: Finding[],
  draft: Draft,
  shown: Texts[],
): (typeof places)[keyof typeof places] | null {
  const wrong = findings.find(({ level }) => level === "error");
  if (wrong !== undefined) return wrong.field === "answer" ? places.answer : places.question;
  const unexplained = doubts(findings, draft, shown).length > 0 && draft.reason.trim() === "";
  return unexplained ? places.reason : null;
}
