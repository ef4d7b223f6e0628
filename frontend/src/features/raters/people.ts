import type { CampaignKind, ExclusionReason, RaterAtWork, Raters, RaterWork } from "@/api/types";

export const kinds = ["listening", "correction", "preference"] as const satisfies CampaignKind[];
export const reasons = [
  "unfinished",
  "trap_failed",
  "gold_off",
  "too_fast",
  "no_variance",
] as const satisfies ExclusionReason[];

export const keyOf = ({ rater, language }: RaterAtWork) => `${rater} ${language}`;

export function workOf(row: RaterAtWork, kind: CampaignKind): RaterWork | undefined {
  return row.work.find((each) => each.kind === kind);
}

export function answersOf(row: RaterAtWork): number {
  return row.work.reduce((sum, { answers }) => sum + answers, 0);
}

/** When the rater was last seen to answer; ISO 8601. */
export function lastOf(row: RaterAtWork): string | null {
  return (
    row.work
      .map(({ last_at }) => last_at)
      .sort()
      .at(-1) ?? null
  );
}

export function excludedOf(row: RaterAtWork, reason: ExclusionReason): number {
  return row.voting?.excluded.find((each) => each.reason === reason)?.votes ?? 0;
}

/** Those who answered most come first. */
export function busiest(raters: readonly RaterAtWork[]): RaterAtWork[] {
  return [...raters].sort((one, other) => answersOf(other) - answersOf(one));
}

export interface Day {
  day: string;
  amounts: Partial<Record<CampaignKind, number>>;
}

/** A row a day with something in it, the oldest first. */
export function daysOf(days: Raters["days"]): Day[] {
  const found = new Map<string, Day>();
  for (const { day, kind, answers } of days) {
    const row = found.get(day) ?? { day, amounts: {} };
    row.amounts[kind] = (row.amounts[kind] ?? 0) + answers;
    found.set(day, row);
  }
  return [...found.values()].sort((one, other) => one.day.localeCompare(other.day));
}

/** Columns of times as bars show them: quick, usual, long and longest. */
export function timesOf(seconds: readonly number[]): Record<string, number> {
  const sum = (from: number, to?: number) =>
    seconds.slice(from, to).reduce((whole, each) => whole + each, 0);
  return { quick: sum(0, 2), usual: sum(2, 4), long: sum(4, 6), longest: sum(6) };
}
