import type { SettledCorrection } from "@/api/types";

export const groupings = ["language", "source", "engine"] as const;
export type Grouping = (typeof groupings)[number];
export const verdicts = ["needed", "corrected", "untranslatable", "confirmed"] as const;
export const kinds = [
  "words_replaced",
  "words_added",
  "words_removed",
  "words_moved",
  "punctuation",
  "spacing",
  "number",
  "letter_case",
  "diacritics",
  "script",
] as const;

/** Which settled texts are meant; an empty string leaves it open. */
export type Chosen = Record<Grouping | "campaign", string>;
/** How the plots show them. */
export type Shown = Record<"by" | "step" | "measure", string>;
/** What a list narrows further. */
export type Narrowed = Record<"verdict" | "kind" | "replaced" | "since" | "until", string>;

export const everything: Chosen = { language: "", source: "", engine: "", campaign: "" };
export const plain: Chosen & Shown = {
  ...everything,
  by: "language",
  step: "week",
  measure: "hter",
};
export const wholeList: Chosen & Narrowed = {
  ...everything,
  verdict: "",
  kind: "",
  replaced: "",
  since: "",
  until: "",
};

export function chosenOf({ language, source, engine, campaign }: Chosen): Chosen {
  return { language, source, engine, campaign };
}

/** As the API takes it. */
export function queryOf({ language, source, engine, campaign }: Chosen) {
  return { language, source, engine, ...(campaign !== "" && { campaign: Number(campaign) }) };
}

export function groupingOf(by: string): Grouping {
  return groupings.find((one) => one === by) ?? "language";
}

/** The corrections behind a number. */
export function listOf(slug: string, chosen: Chosen, more: Partial<Chosen & Narrowed>): string {
  const wanted = Object.entries({ ...chosenOf(chosen), ...more });
  const given = wanted.filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = new URLSearchParams(given).toString();
  return `/d/${slug}/corrections/list${search === "" ? "" : `?${search}`}`;
}

/** Edits per word, where it was measured. */
export function hterOf({ work }: SettledCorrection): number | null {
  return work ? work.shifted_edits / Math.max(1, work.words) : null;
}
