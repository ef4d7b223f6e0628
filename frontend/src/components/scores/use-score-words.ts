import { useMemo } from "react";

import type { Score } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { isInPoints } from "./scores";

const NOTHING = "–";

type Measured = Pick<Score, "metric" | "value" | "low" | "high">;

/** Scores as people read them, with the 95% interval where there is one: "12.3% (10.1–14.0)". */
export function useScoreWords() {
  const { decimal, fixed } = useNumbers();
  return useMemo(() => {
    const inUnit = (value: number, metric: string) =>
      fixed(isInPoints(metric) ? value : 100 * value, 1);
    // Of shares in percentage points: a difference of 3 % could also be one of 3 in 100 of it.
    const points = (metric: string, value: number) => (isInPoints(metric) ? value : 100 * value);
    const signed = (value: number, written: string) => (value > 0 ? `+${written}` : written);
    const gap = (metric: string, value: number) => signed(value, fixed(points(metric, value), 1));
    return {
      /** A number of an axis of differences, with no more digits than it takes. */
      tick: (metric: string, value: number) => signed(value, decimal(points(metric, value), 2)),
      difference: ({ metric, value, low, high }: Measured) => {
        if (value === null) return NOTHING;
        const bounds =
          low === null || high === null ? "" : ` (${gap(metric, low)} … ${gap(metric, high)})`;
        return `${gap(metric, value)}${bounds}`;
      },
      score: (score: Measured | undefined) => {
        if (score === undefined || score.value === null) return NOTHING;
        const { metric, value, low, high } = score;
        const unit = isInPoints(metric) ? "" : "%";
        // A dash would read as a minus where a bound is below zero.
        const bounds =
          low === null || high === null
            ? ""
            : ` (${inUnit(low, metric)} … ${inUnit(high, metric)})`;
        return `${inUnit(value, metric)}${unit}${bounds}`;
      },
    };
  }, [decimal, fixed]);
}
