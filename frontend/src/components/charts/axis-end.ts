interface Measured {
  value: number | null;
  interval?: { low: number; high: number } | null;
}

/**
 * Where an axis from zero ends that holds every value, and intervals as far as they tell something.
 *
 * It goes twice as far as the interval of the largest value, and no farther than the widest: rows
 * that rest on next to nothing would else press all others together. Whiskers beyond it are cut
 * off, with an arrow. Where all values are zero, the surest fills half of it; `most` is the
 * largest value that there can be.
 */
export function endOf(rows: readonly Measured[], most = Infinity): number {
  const measured = rows.flatMap(({ value, interval }) =>
    value === null ? [] : [{ value, high: Math.max(value, interval?.high ?? value) }],
  );
  if (measured.length === 0) return 0;
  const largest = Math.max(...measured.map(({ value }) => value));
  const surest = measured.filter(({ value }) => value === largest).map(({ high }) => high);
  const widest = Math.max(...measured.map(({ high }) => high));
  return Math.min(2 * Math.min(...surest), largest === 0 ? most : widest);
}
