import { useMemo } from "react";

import type { Score } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { isInPoints } from "./scores";

const NOTHING = "–";

type Measured = Pick<Score, "metric" | "value" | "low" | "high">;

/** Scores as people read them, with the 95% interval where there is one: "12.3% (10.1–14.0)". */
export function useScoreWords() {
  const { fixed } = useNumbers();
  return useMemo(() => {
    const inUnit = (value: number, metric: string) =>
      fixed(isInPoints(metric) ? value : 100 * value, 1);
    return {
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
  }, [fixed]);
}
