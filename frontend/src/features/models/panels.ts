import type { Difference, OutcomeCells, Preference, ResultRow, SystemResult } from "@/api/types";
import { textMetrics } from "@/components/scores/scores";

/** One plot: rows that share an axis. */
export interface Panel<Row> {
  key: string;
  rows: Row[];
}

export interface PreferenceRow {
  preference: Preference;
  cells: OutcomeCells;
}

export interface ScoreRow {
  result: SystemResult;
  score: ResultRow;
  /** To the base; undefined of the base itself, and until it is found. */
  difference: Difference | undefined;
}

export type TextMetric = (typeof textMetrics)[number];

/** A plot a judge and protocol on a benchmark; by language, each system has one of its own. */
export function preferencePanels(preferences: readonly Preference[], by: string) {
  const rows = preferences.flatMap((preference) =>
    preference.rows.map((cells): PreferenceRow => ({ preference, cells })),
  );
  return panelsOf(rows, ({ preference: { benchmark, judge, protocol, system } }) =>
    keyOf([benchmark, judge, protocol, by === "language" ? system : ""]),
  );
}

/** A plot a metric on a benchmark, in the order of metrics; by language also a system. */
export function scorePanels(results: readonly SystemResult[], by: string): Panel<ScoreRow>[] {
  const rows = results.flatMap((result) =>
    result.rows.map((score): ScoreRow => ({
      result,
      score,
      difference: differenceOf(result, score),
    })),
  );
  const measured = rows
    .filter(({ score }) => metricOf(score) !== undefined)
    .toSorted((one, other) => placeOf(one.score) - placeOf(other.score));
  return panelsOf(measured, ({ result: { benchmark, system }, score: { metric } }) =>
    keyOf([benchmark, metric, by === "language" ? system : ""]),
  );
}

export function metricOf({ metric }: Pick<ResultRow, "metric">): TextMetric | undefined {
  return textMetrics.find((one) => one === metric);
}

function placeOf(score: ResultRow): number {
  return textMetrics.findIndex((one) => one === score.metric);
}

function differenceOf({ differences }: SystemResult, score: ResultRow): Difference | undefined {
  return differences?.rows.find(
    ({ metric, language, target }) =>
      metric === score.metric && language === score.language && target === score.target,
  );
}

function panelsOf<Row>(rows: readonly Row[], named: (row: Row) => string): Panel<Row>[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = named(row);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found].map(([key, own]) => ({ key, rows: own }));
}

function keyOf(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(".");
}
