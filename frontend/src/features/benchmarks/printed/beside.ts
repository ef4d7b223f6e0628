import type { PrintedColumn, Score, Standing } from "@/api/types";
import type { Cell } from "@/lib/csv";

/** The paper's averages: as printed, and as they add up. */
export const averages = ["printed_mean", "recomputed_mean", "corrected_mean"] as const;

/** A system's score of a spoken language, whatever it was put into; over all where it is "". */
export function ourScore({ scores }: Pick<Standing, "scores">, metric: string, code: string) {
  return scores.find((score: Score) => score.metric === metric && score.language === code);
}

/** The whole table for other programs: ours, then the paper's columns, as printed and as right. */
export function besidePaper(
  codes: readonly string[],
  standings: readonly Standing[],
  columns: readonly PrintedColumn[],
): Cell[][] {
  const metric = columns[0]?.metric ?? "";
  const ours = (code: string) =>
    standings.map((standing) => ourScore(standing, metric, code)?.value ?? null);
  const names = columns.map(({ table, system }) => `${table} ${system}`);
  return [
    [
      "language",
      ...standings.map(({ system }) => system),
      ...names.flatMap((name) => [`${name}, printed`, `${name}, corrected`]),
    ],
    ...codes.map((code) => [
      code,
      ...ours(code),
      ...columns.flatMap(({ values, corrected }) => [
        values[code] ?? null,
        corrected[code] ?? null,
      ]),
    ]),
    ["mean", ...ours(""), ...columns.flatMap((one) => [one.printed_mean, one.corrected_mean])],
    [
      "mean of the printed rows",
      ...standings.map(() => null),
      ...columns.flatMap((one) => [one.recomputed_mean, one.corrected_mean]),
    ],
  ];
}
