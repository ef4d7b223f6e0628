import type { Texts } from "@/api/types";

export function readTexts(found: Record<string, unknown>): Texts | null {
  const { question, answer } = found;
  return typeof question === "string" && typeof answer === "string" ? { question, answer } : null;
}

export function sameTexts(one: Texts, other: Texts): boolean {
  return one.question === other.question && one.answer === other.answer;
}
