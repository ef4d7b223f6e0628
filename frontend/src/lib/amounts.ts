export interface Bounds {
  least: number;
  most?: number | undefined;
}

/** A whole number as it was typed, within its bounds; null for anything else. */
export function amountIn(text: string, { least, most = 10 ** 9 }: Bounds): number | null {
  if (!/^\d{1,10}$/.test(text.trim())) return null;
  const amount = Number(text);
  return amount >= least && amount <= most ? amount : null;
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
