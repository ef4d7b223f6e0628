import type { ShownChoice } from "@/api/types";

import type { KeyAction } from "../lib/keys";

/** In the order in which they stand on the page, each with the key that is shown on it. */
export const choices = [
  { choice: "a", key: "1" },
  { choice: "tie", key: "0" },
  { choice: "b", key: "2" },
] as const satisfies { choice: ShownChoice; key: string }[];

export const letters = ["A", "B"] as const;

export interface Draft {
  choice: ShownChoice | null;
}

export const undecided: Draft = { choice: null };

export function readChoice(found: Record<string, unknown>): Draft {
  const known = choices.find(({ choice }) => choice === found["choice"]);
  return { choice: known?.choice ?? null };
}

/** What a key chooses here: 1 and 2 are the first two steps of a scale elsewhere. */
export function chosenBy(action: KeyAction): ShownChoice | null {
  if (action.does === "choose") return action.choice;
  if (action.does !== "rate" || action.scale !== "naturalness") return null;
  return action.score === 1 ? "a" : action.score === 2 ? "b" : null;
}
