import type { Score } from "@/api/types";
import type { Cell } from "@/lib/csv";

/** Metrics of texts, in the order of their columns. Shares are 0 to 1, points 0 to 100. */
export const textMetrics = [
  "error_rate",
  "wer",
  "cer",
  "bleu",
  "chrf",
  "accuracy",
  "uar",
  "macro_f1",
  "slu_f1",
  "slot_label_f1",
  "keyword_f1",
  "keyword_recall",
  "answer_f1",
  "exact_match",
] as const;
export const habits = [
  "flips",
  "first_preferred",
  "longer_won",
  "unparsable",
  "tested_elsewhere",
  "baseline_elsewhere",
] as const;
export const WRONG_LANGUAGE = "wrong_language" as const;
/** All metrics of one system's answers that have tables, in the order of the tables. */
export const answerMetrics = [...textMetrics, WRONG_LANGUAGE] as const;
export type AnswerMetric = (typeof answerMetrics)[number];
export const outcomes = ["win", "tie", "loss"] as const;

/** Where scores hold: a language, and that of the answers where it is another; both "": over all. */
export interface Where {
  language: string;
  target: string;
}

const points = new Set(["bleu", "chrf"]);

export function isInPoints(metric: string): boolean {
  return points.has(metric);
}

const faults = new Set(["error_rate", "wer", "cer", WRONG_LANGUAGE]);

/** Error rates are; of everything else, more is better. */
export function isBetterLow(metric: string): boolean {
  return faults.has(metric);
}

export function scoreOf(scores: Score[], metric: string, { language, target }: Where) {
  return scores.find(
    (score) => score.metric === metric && score.language === language && score.target === target,
  );
}

/** All places that one of the metrics has a score of: over all first, then by `order`. */
export function placesOf(
  scores: Score[],
  metrics: readonly string[],
  order: readonly string[],
): Where[] {
  const found = new Map<string, Where>();
  for (const { metric, language, target } of scores)
    if (metrics.includes(metric)) found.set(`${language} ${target}`, { language, target });
  const at = (code: string) => order.indexOf(code);
  return [...found.values()].toSorted(
    (one, other) => at(one.language) - at(other.language) || at(one.target) - at(other.target),
  );
}

const columns = ["metric", "language", "target", "value", "low", "high", "items"] as const;

/** All scores with their bounds, as rows of a table for other programs. */
export function rowsOf(scores: Score[]): Cell[][] {
  return [[...columns], ...scores.map((score) => columns.map((name) => score[name]))];
}
