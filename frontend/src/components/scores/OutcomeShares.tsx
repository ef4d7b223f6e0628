import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ShareBars, type ShareRow } from "@/components/charts/ShareBars";
import { useNumbers } from "@/lib/numbers";

import { outcomes } from "./scores";
import { useScoreWords } from "./use-score-words";

export type Outcome = (typeof outcomes)[number];

/** A rate from 0 to 1 with its 95% interval. */
export interface Rate {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface OutcomeRow extends Record<Outcome, Rate> {
  key: string;
  label: ReactNode;
  /** The label as plain words. */
  name: string;
  /** Pairs that were decided. */
  items: number;
  /** The pairs behind one outcome. */
  to?: (outcome: Outcome) => string;
  /** Somebody else's rate of wins. */
  mark?: number | undefined;
}

interface Props {
  /** Whom wins are of; empty where each row has another. */
  system: string;
  baseline: string;
  rows: readonly OutcomeRow[];
}

/** Wins from one end and losses from the other, with the intervals of both. */
export function OutcomeShares({ system, baseline, rows }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useScoreWords();
  const kinds = outcomes.map((outcome) => ({
    key: outcome,
    tone: outcome,
    title:
      system === "" && outcome === "win"
        ? t("benchmarks.legend_win_each")
        : t(`benchmarks.legend_${outcome}`, { system, baseline }),
  }));
  const drawn = ({ key, label, name, items, to, mark, ...rates }: OutcomeRow): ShareRow => {
    const told = (outcome: string) =>
      words.score({ metric: outcome, ...rates[outcome as Outcome] });
    return {
      key,
      label,
      name,
      note: t("benchmarks.questions", { count: items, written: count(items) }),
      amounts: Object.fromEntries(outcomes.map((one) => [one, rates[one].value ?? 0])),
      number: told("win"),
      words: (outcome) =>
        t("benchmarks.part_words", { row: name, outcome: titleOf(outcome), rate: told(outcome) }),
      intervals: [boundsOf(rates.win), mirrored(boundsOf(rates.loss))].flat(),
      ...(to !== undefined && { to: (outcome) => to(outcome as Outcome) }),
      ...(mark !== undefined && { mark }),
    };
  };
  const titleOf = (outcome: string) => kinds.find(({ key }) => key === outcome)?.title ?? outcome;
  return <ShareBars kinds={kinds} rows={rows.map(drawn)} />;
}

function boundsOf({ low, high }: Rate): { low: number; high: number }[] {
  return low === null || high === null ? [] : [{ low, high }];
}

/** From the end that losses begin at. */
function mirrored(bounds: { low: number; high: number }[]): { low: number; high: number }[] {
  return bounds.map(({ low, high }) => ({ low: 1 - high, high: 1 - low }));
}
