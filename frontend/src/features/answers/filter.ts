import type { CampaignKind, ExclusionReason } from "@/api/types";

/** As it stands in the address; what is empty narrows nothing. */
export const defaults = {
  kind: "listening",
  language: "",
  rater: "",
  engine: "",
  voice: "",
  naturalness: "",
  understood: "",
  day: "",
  counts: "",
  rules: "2",
};
export type AnswerFilter = typeof defaults;

export const kinds = ["listening", "correction", "preference"] as const satisfies CampaignKind[];
export const reasons = [
  "unfinished",
  "trap_failed",
  "gold_off",
  "too_fast",
  "no_variance",
] as const satisfies ExclusionReason[];
export const counts = ["yes", "no", ...reasons] as const;

/** What was narrowed by a link, and is shown with a button that widens it again. */
export const narrowed = ["rater", "engine", "voice", "naturalness", "understood", "day"] as const;

/** As the API takes it; what somebody mistyped is as if it weren't there. */
export function queryOf(filter: AnswerFilter) {
  const { language, engine, voice } = filter;
  const number = (value: string) => (/^\d+$/.test(value) ? Number(value) : undefined);
  const known = counts.find((each) => each === filter.counts);
  const parts = {
    language: language || undefined,
    engine: engine || undefined,
    voice: voice || undefined,
    day: /^\d{4}-\d\d-\d\d$/.test(filter.day) ? filter.day : undefined,
    rater: number(filter.rater),
    naturalness: number(filter.naturalness),
    understood: number(filter.understood),
    counts: known,
  };
  return {
    kind: kinds.find((each) => each === filter.kind) ?? "listening",
    rules: ([0, 1, 2] as const).find((each) => String(each) === filter.rules) ?? 2,
    ...(Object.fromEntries(
      Object.entries(parts).filter(([, value]) => value !== undefined),
    ) as Partial<{ [Part in keyof typeof parts]: NonNullable<(typeof parts)[Part]> }>),
  };
}
