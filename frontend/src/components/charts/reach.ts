import type { Difference } from "@/api/types";

const STEPS = [1, 2, 5, 10] as const;

/** How far from zero an axis must go on both sides to hold all intervals: a round number. */
export function farthest(rows: readonly Pick<Difference, "value" | "low" | "high">[]): number {
  const ends = rows.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const far = Math.max(0, ...ends.map(Math.abs));
  if (far === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(far));
  const step = STEPS.find((one) => one * power >= far) ?? 10;
  return step * power;
}
