const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round numbers from 0 up to the first that is not below `most`, about `wanted` of them. */
export function ticksTo(most: number, wanted = 4): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((one) => one * power >= rough * 0.999) ?? 10);
  const count = Math.ceil((most / step) * 0.999);
  // Multiples of a step that binary fractions can't hold would carry its error.
  return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}
