import type { Benchmarked, LanguageState, Overview } from "@/api/types";

/** The stages of a language, in the order of the road. */
const stages = [
  "translated",
  "voiced",
  "heard",
  "checks_failed",
  "set_aside",
  "rated",
  "reviewed",
  "corrected",
  "verified",
  "released",
  "benchmarked",
] as const;

export type Column = (typeof stages)[number];

/** What there may be none of in a whole dataset; a column of zeros would only take room. */
const OPTIONAL: readonly Column[] = ["heard", "set_aside", "released", "benchmarked"];

/** Where little is good. */
export const TROUBLES: readonly Column[] = ["checks_failed", "set_aside"];

export function columnsOf({ languages }: Overview, benchmark: Benchmarked | null): Column[] {
  return stages.filter(
    (column) =>
      !OPTIONAL.includes(column) || languages.some((row) => valueOf(column, row, benchmark) > 0),
  );
}

export function valueOf(column: Column, row: LanguageState, benchmark: Benchmarked | null): number {
  return column === "benchmarked" ? (benchmark?.answered[row.language] ?? 0) : row[column];
}

interface Names {
  release: string | undefined;
  benchmark: Benchmarked | null;
}

/** Where exactly the things counted in a cell can be seen, below the dataset's address. */
export function pathOf(column: Column, language: string, { release, benchmark }: Names): string {
  const items = `/items?language=${language}`;
  switch (column) {
    case "set_aside":
      return `/set-aside?language=${language}`;
    case "verified":
      return `${items}&verified=true`;
    case "released":
      return `/releases/${release ?? ""}`;
    case "benchmarked":
      return `/benchmarks/${benchmark?.name ?? ""}/items?language=${language}&system=${benchmark?.furthest ?? ""}`;
    default:
      return `${items}&stage=${column}`;
  }
}
