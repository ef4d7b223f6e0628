import type { Workload } from "@/api/types";

export type Step = Workload["step"];
export type By = "kind" | "engine" | "language";
export const dimensions: readonly By[] = ["kind", "engine", "language"];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const lengths: Record<Step, number> = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS };
/** The first Monday of the Unix age, where the database's weeks begin. */
const MONDAY_MS = 4 * DAY_MS;

export interface Sum {
  /** Those that failed included. */
  units: number;
  failed: number;
  hours: number;
  /** Null where no hour had a price. */
  cost: number | null;
}

interface Amounts {
  units: number;
  units_failed: number;
  busy_seconds: number;
  cost: string | null;
}

const nothing: Sum = { units: 0, failed: 0, hours: 0, cost: null };

export function add(sum: Sum | undefined, part: Amounts): Sum {
  const { units, failed, hours, cost } = sum ?? nothing;
  return {
    units: units + part.units,
    failed: failed + part.units_failed,
    hours: hours + part.busy_seconds / 3600,
    cost: part.cost === null ? cost : (cost ?? 0) + Number(part.cost),
  };
}

/** Sums by one dimension, the most hours first. */
export function sumBy(parts: Workload["parts"], by: By): [string, Sum][] {
  const sums = new Map<string, Sum>();
  for (const part of parts) sums.set(part[by], add(sums.get(part[by]), part));
  return [...sums].sort(([, one], [, other]) => other.hours - one.hours);
}

/** Where each hour, day or week of the period begins, in ms, quiet ones included. */
export function beginnings(since: string, step: Step, now: number): number[] {
  const length = lengths[step];
  const from = step === "week" ? MONDAY_MS : 0;
  const first = Math.floor((Date.parse(since) - from) / length) * length + from;
  const count = Math.max(0, Math.floor((now - first) / length) + 1);
  return Array.from({ length: count }, (_, at) => first + at * length);
}

export function endOf(begin: number, step: Step): number {
  return begin + lengths[step];
}

/** Kinds by when they did something, those with the most seconds first. */
export function byKind(times: Workload["times"]): [string, Map<number, Sum>][] {
  const kinds = new Map<string, Map<number, Sum>>();
  for (const time of times) {
    const moments = kinds.get(time.kind) ?? new Map<number, Sum>();
    const at = Date.parse(time.at);
    moments.set(at, add(moments.get(at), time));
    kinds.set(time.kind, moments);
  }
  const hours = (moments: Map<number, Sum>) =>
    [...moments.values()].reduce((sum, moment) => sum + moment.hours, 0);
  return [...kinds].sort(([, one], [, other]) => hours(other) - hours(one));
}
