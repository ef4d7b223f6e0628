const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Longer after each failure, and never the same for all browsers that lost the same server; ms. */
export function pauseAfter(failures: number): number {
  const step = FIRST_PAUSE_MS * 2 ** Math.min(failures, 10);
  return Math.min(LONGEST_PAUSE_MS, step) * (0.75 + Math.random() / 4);
}
