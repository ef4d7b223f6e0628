import { useLanguages } from "@/api/languages";
import type { Score } from "@/api/types";

import { placesOf, type Where } from "./scores";

/** Where the metrics have scores: over all, then the languages in the order of every page. */
export function usePlaces(scores: Score[], metrics: readonly string[]): Where[] {
  const order = useLanguages().map(({ code }) => code);
  return placesOf(scores, metrics, order);
}
