import { SOURCE } from "@/api/languages";
import type { LanguageState, Overview } from "@/api/types";

export const columns = [
  "translated",
  "voiced",
  "checks_failed",
  "rated",
  "corrected",
  "verified",
] as const;

export type Column = (typeof columns)[number];

export type StageName =
  "imported" | "translated" | "voiced" | "checked" | "rated" | "reviewed" | "verified";

export interface Stage {
  name: StageName;
  count: number;
  /** What the count is out of; for votes, the votes asked for. */
  whole: number;
  /** Items that failed a check. */
  failing: number;
  /** Texts that people changed. */
  corrected: number;
  /** Where the next step is taken, below the dataset's address. */
  path: string;
}

type Counted = Exclude<keyof LanguageState, "language">;

/** The road from import to verified, over all languages together. */
export function stagesOf({ items, splits, languages }: Overview): Stage[] {
  const sum = (field: Counted) => languages.reduce((total, row) => total + row[field], 0);
  // What was kept out of train has its English text and gets nothing more.
  const all = (items - splits.excluded) * languages.length;
  const english = languages.some(({ language }) => language === SOURCE) ? splits.excluded : 0;
  const failing = sum("checks_failed");
  const voiced = sum("voiced");
  const none = { failing: 0, corrected: 0 };
  return [
    { ...none, name: "imported", count: items, whole: items, path: "/import" },
    { ...none, name: "translated", count: sum("translated"), whole: all + english, path: "/jobs" },
    { ...none, name: "voiced", count: voiced, whole: all, path: "/jobs" },
    { ...none, name: "checked", count: voiced - failing, whole: all, failing, path: "/jobs" },
    { ...none, name: "rated", count: sum("votes"), whole: sum("votes_needed"), path: "/campaigns" },
    {
      ...none,
      name: "reviewed",
      count: sum("reviewed"),
      whole: all,
      corrected: sum("corrected"),
      path: "/campaigns",
    },
    { ...none, name: "verified", count: sum("verified"), whole: all, path: "/splits" },
  ];
}
