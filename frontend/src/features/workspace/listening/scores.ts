import type { Scores } from "../api/rate";

/** What was chosen so far. */
export interface Choice {
  naturalness: number | null;
  understood: number | null;
}

export const nothingChosen: Choice = { naturalness: null, understood: null };

/** Both scores, or null while one is missing. */
export function whole({ naturalness, understood }: Choice): Scores | null {
  return naturalness === null || understood === null ? null : { naturalness, understood };
}

function score(value: unknown): number | null {
  return typeof value === "number" && [1, 2, 3, 4, 5].includes(value) ? value : null;
}

export function readScores(found: Record<string, unknown>): Choice {
  return { naturalness: score(found["naturalness"]), understood: score(found["understood"]) };
}
