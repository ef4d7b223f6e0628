import { useMemo } from "react";

import { useNumbers } from "@/lib/numbers";

import type { Metric } from "./curves";

const GIGABYTE = 10 ** 9;

/** Its letter would turn a sentence that is written from right to left. */
function apart(number: string): string {
  return `\u2066${number}\u2069`;
}

/** Values of a curve as people read them; the title of its chart says the unit. */
export function useMetricWords(): (metric: Metric, value: number) => string {
  const { count, decimal } = useNumbers();
  return useMemo(
    () => (metric, value) => {
      if (metric === "loss") return decimal(value, 3);
      if (metric === "memory_bytes") return decimal(value / GIGABYTE, value < GIGABYTE ? 3 : 1);
      if (metric === "tokens_per_s")
        return value < 10 ? decimal(value, 2) : count(Math.round(value));
      // Powers of ten are told apart at a glance, rows of zeros are not.
      return value === 0 ? "0" : apart(Number(value.toPrecision(3)).toExponential());
    },
    [count, decimal],
  );
}
