import type { Audited } from "@/api/history";

/**
 * Where the words of a value may stand, the closest first: formats of imports and of exports have
 * codes in common that mean different files.
 */
export function valueKeys(of: Audited, field: string, code: string): string[] {
  return [`history.values.${of}.${field}.${code}`, `history.values.${field}.${code}`];
}
