/** Maps numbers to places on a chart, and nothing beyond its ends. */
export function linear(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  return (value) => {
    const share = (Math.min(Math.max(value, low), high) - low) / (high - low);
    return start + share * (end - start);
  };
}

/** The largest share that a part has of its whole, so that several charts can have one axis. */
export function largestShare(histograms: readonly (readonly number[])[]): number {
  const shares = histograms.map((counts) => {
    const whole = counts.reduce((sum, count) => sum + count, 0);
    return whole === 0 ? 0 : Math.max(...counts) / whole;
  });
  return Math.max(0, ...shares);
}
