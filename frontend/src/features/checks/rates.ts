import type { CheckRate } from "@/api/types";

export interface Rate {
  failed: number;
  total: number;
}

/** By check, then by language; engines together, or one of them. */
export type Table = Map<string, Map<string, Rate>>;

export function tabulate(rates: CheckRate[], engine: string): Table {
  const table: Table = new Map();
  for (const { check, language, failed, passed, engine: by } of rates) {
    if (engine !== "" && by !== engine) continue;
    const row = table.get(check) ?? new Map<string, Rate>();
    const { failed: before, total } = row.get(language) ?? { failed: 0, total: 0 };
    row.set(language, { failed: before + failed, total: total + failed + passed });
    table.set(check, row);
  }
  return table;
}

/** Each once, in alphabetical order. */
export function distinct(values: string[]): string[] {
  return [...new Set(values)].sort();
}
