import { useLanguages } from "@/api/languages";
import type { Score } from "@/api/types";

import { placesOf, type Where } from "./scores";

/** Where the metrics have scores: over all, then the languages in the order of every page. */
export function usePlaces(scores: Score[], metrics: readonly string[]): Where[] {
  const order = useLanguages().map(({ code }) => code);
  return placesOf(scores, metrics, order);
}

/** Rows of languages in the order of every page; what holds over all comes first. */
export function useInOrder() {
  const order = useLanguages().map(({ code }) => code);
  return <Row extends { language: string }>(rows: Row[]): Row[] =>
    rows.toSorted((one, other) => order.indexOf(one.language) - order.indexOf(other.language));
}
