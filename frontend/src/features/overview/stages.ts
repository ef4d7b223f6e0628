import { SOURCE } from "@/api/languages";
import type { Attention, Benchmarked, LanguageState, Overview } from "@/api/types";

export type StageName =
  | "imported"
  | "translated"
  | "voiced"
  | "checked"
  | "rated"
  | "reviewed"
  | "verified"
  | "released"
  | "benchmarked";

/** Stages at which something can wait, and those that somebody must set going. */
export const WAITING = [
  "imported",
  "translated",
  "voiced",
  "rated",
  "released",
  "benchmarked",
] as const satisfies StageName[];
export const STEPS = [
  "translated",
  "voiced",
  "rated",
  "reviewed",
  "released",
  "benchmarked",
] as const satisfies StageName[];

export interface Stage {
  name: StageName;
  count: number;
  /** What the count is out of; for votes, the votes asked for. */
  whole: number;
  /** Came through the stage before, and not through this one yet. */
  waiting: number;
  /** Items that failed a check. */
  failing: number;
  /** Texts that people changed. */
  corrected: number;
  /** Of audio. */
  hours: number;
  /** Whether somebody should act for it to go on. */
  needed: boolean;
  /** A job does it right now. */
  runs: boolean;
  /** Where the next step is taken, below the dataset's address. */
  path: string;
}

type Counted = Exclude<keyof LanguageState, "language">;

const NOTHING = {
  waiting: 0,
  failing: 0,
  corrected: 0,
  hours: 0,
  needed: false,
  runs: false,
};

/** What goes on by itself: kinds of jobs at work, and of campaigns that ask people. */
export type UnderWay = Pick<Attention, "running" | "asking">;

/** The road from import to benchmark, over all languages together. */
export function stagesOf(
  overview: Overview,
  { running, asking }: UnderWay,
  benchmark: Benchmarked | null,
): Stage[] {
  const { items, splits, languages } = overview;
  const sum = (field: Counted) => languages.reduce((total, row) => total + row[field], 0);
  // What was kept out of train has its English text and gets nothing more.
  const all = (items - splits.excluded) * languages.length;
  const english = languages.some(({ language }) => language === SOURCE) ? splits.excluded : 0;
  return [
    imported(overview),
    made("translated", sum("translated"), all + english, all + english, running),
    {
      ...made("voiced", sum("voiced"), all, sum("translated") - english, running),
      hours: sum("hours"),
    },
    checked(sum("voiced"), sum("checks_failed"), all),
    rated(sum("votes"), sum("votes_needed"), sum("voiced") > 0 && !asking.includes("listening")),
    {
      ...NOTHING,
      name: "reviewed",
      count: sum("reviewed"),
      whole: all,
      corrected: sum("corrected"),
      needed: sum("reviewed") === 0 && sum("translated") > 0 && !asking.includes("correction"),
      path: "/campaigns",
    },
    { ...NOTHING, name: "verified", count: sum("verified"), whole: all, path: "/splits" },
    released(overview, sum("verified"), all, running),
    benchmarked(overview, benchmark),
  ];
}

function imported({ items, splits }: Overview): Stage {
  const waiting = splits.unassigned;
  const path = waiting > 0 ? "/splits" : "/import";
  return { ...NOTHING, name: "imported", count: items, whole: items, waiting, path };
}

const KINDS = { translated: "translate", voiced: "synthesize" } as const;

/** What jobs make of all that is `ready` for them. */
function made(
  name: keyof typeof KINDS,
  count: number,
  whole: number,
  ready: number,
  running: readonly string[],
): Stage {
  const kind = KINDS[name];
  const waiting = Math.max(0, Math.min(ready, whole) - count);
  const runs = running.includes(kind);
  const path = `/jobs?kind=${kind}`;
  return { ...NOTHING, name, count, whole, waiting, runs, needed: waiting > 0 && !runs, path };
}

function checked(voiced: number, failing: number, whole: number): Stage {
  const count = Math.max(0, voiced - failing);
  return { ...NOTHING, name: "checked", count, whole, failing, path: "/jobs?kind=check" };
}

/** Votes that were asked for come by themselves; to ask is up to the manager. */
function rated(count: number, whole: number, unasked: boolean): Stage {
  const waiting = Math.max(0, whole - count);
  const needed = whole === 0 && unasked;
  return { ...NOTHING, name: "rated", count, whole, waiting, needed, path: "/campaigns" };
}

function released(
  { release }: Overview,
  verified: number,
  whole: number,
  running: readonly string[],
): Stage {
  const waiting = Math.max(0, verified - (release?.verified ?? 0));
  const runs = running.includes("release");
  const needed = waiting > 0 && !runs;
  const count = release?.rows ?? 0;
  return { ...NOTHING, name: "released", count, whole, waiting, runs, needed, path: "/releases" };
}

function benchmarked({ release }: Overview, benchmark: Benchmarked | null): Stage {
  const answered = Object.values(benchmark?.answered ?? {}).reduce((one, more) => one + more, 0);
  const whole = benchmark?.items ?? 0;
  return {
    ...NOTHING,
    name: "benchmarked",
    count: answered,
    whole,
    waiting: Math.max(0, whole - answered),
    needed: release !== null && answered === 0,
    path: benchmark === null ? "/benchmarks" : `/benchmarks/${benchmark.name}`,
  };
}

/** The first stage that stands still until somebody acts. */
export function nextOf(stages: Stage[]): Stage | undefined {
  return stages.find(({ needed }) => needed);
}
