import type { CheckRate, DatedRejectionRate, RejectionRate, VoiceRate } from "@/api/types";
import { endOf } from "@/components/charts/axis-end";
import { ticksTo } from "@/components/charts/ticks";
import type { Cell } from "@/lib/csv";

import type { Chosen } from "./filter";

export interface Rate {
  failed: number;
  total: number;
}

/** By check, then by language; engines together. */
export type Table = Map<string, Map<string, Rate>>;

export function tabulate(rates: CheckRate[]): Table {
  const table: Table = new Map();
  for (const { check, language, failed, passed } of rates) {
    const row = table.get(check) ?? new Map<string, Rate>();
    const { failed: before, total } = row.get(language) ?? { failed: 0, total: 0 };
    row.set(language, { failed: before + failed, total: total + failed + passed });
    table.set(check, row);
  }
  return table;
}

/** As the rows of a file. */
export function cellsOf(table: Table): Cell[][] {
  const rows = [...table].flatMap(([check, row]) =>
    [...row].map(([language, { failed, total }]) => [check, language, failed, total]),
  );
  return [["check", "language", "failed", "checked"], ...rows];
}

/** Those that are meant. */
export function only(rates: CheckRate[], chosen: Chosen): CheckRate[] {
  const names = ["language", "engine", "stage", "check"] as const;
  return rates.filter((rate) =>
    names.every((name) => chosen[name] === "" || chosen[name] === rate[name]),
  );
}

/** What any rate of rejections says. */
export type Judged = Omit<RejectionRate, "check">;
/** Its recordings are what was judged. */
export type JudgedVoice = VoiceRate & Judged;

/** The numbers of an axis for them. */
export function ticksOf(rates: readonly Judged[], wanted?: number): number[] {
  const measured = rates.map(({ rate: value, interval }) => ({ value, interval }));
  return ticksTo(endOf(measured, 1), wanted);
}

/** Those rejected most often first; of equals, what is surest. */
export function judgedOf(voices: readonly VoiceRate[]): JudgedVoice[] {
  return voices
    .map((row) => ({ ...row, failed: row.failing, passed: row.recordings - row.failing }))
    .sort((one, other) => other.rate - one.rate || other.recordings - one.recordings);
}

export interface Series {
  check: string;
  /** One for each period, the oldest first; none where nothing was made. */
  rates: (DatedRejectionRate | undefined)[];
}

export interface Times {
  periods: string[];
  /** Those that reject most, which come first. */
  shown: Series[];
  /** So many checks more have rejected something. */
  left: number;
}

/** A chart for each check that has rejected something, up to so many; for a single one always. */
export function seriesOf(rows: DatedRejectionRate[], most: number): Times {
  const periods = distinct(rows.map(({ made_from }) => made_from));
  const checks = distinct(rows.map(({ check }) => check)).map((check) => {
    const own = new Map(
      rows.filter((row) => row.check === check).map((row) => [row.made_from, row]),
    );
    const failed = [...own.values()].reduce((sum, row) => sum + row.failed, 0);
    return { check, failed, rates: periods.map((period) => own.get(period)) };
  });
  const telling = checks.length === 1 ? checks : checks.filter(({ failed }) => failed > 0);
  const sorted = telling.toSorted((one, other) => other.failed - one.failed);
  return {
    periods,
    shown: sorted.slice(0, most).map(({ check, rates }) => ({ check, rates })),
    left: Math.max(0, sorted.length - most),
  };
}

/** Each once, in alphabetical order. */
export function distinct(values: string[]): string[] {
  return [...new Set(values)].sort();
}
