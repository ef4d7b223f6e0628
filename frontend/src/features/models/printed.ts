import type { PrintedColumn, PrintedRate } from "@/api/types";

/** The share of wins over a system of this name that the paper prints: for all languages, or one. */
export function printedWins(
  rates: readonly PrintedRate[],
  base: string,
  language: string,
): number | undefined {
  const fitting = rates.filter(({ outcome, second }) => outcome === "win" && second === base);
  return fitting.find(({ languages }) =>
    language === "" ? languages.length > 1 : languages.length === 1 && languages[0] === language,
  )?.value;
}

/** What the paper prints of a suite's metric in a language, or as its mean; misprints moved. */
export function printedValues(
  columns: readonly PrintedColumn[],
  suite: string,
  metric: string,
  language: string,
): number[] {
  const fitting = columns.filter((one) => one.suite === suite && one.metric === metric);
  const values = fitting.map((one) =>
    language === "" ? one.corrected_mean : one.corrected[language],
  );
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** The systems whose values those are, for a legend. */
export function printedSystems(
  columns: readonly PrintedColumn[],
  suite: string,
  metric: string,
): string[] {
  const fitting = columns.filter((one) => one.suite === suite && one.metric === metric);
  return [...new Set(fitting.map(({ system }) => system))];
}
