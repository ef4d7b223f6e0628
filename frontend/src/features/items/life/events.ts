import type { Check, ItemEvent } from "@/api/types";

/** The same thing done to several languages of an item, told once. */
export interface Told {
  key: string;
  first: ItemEvent;
  languages: string[];
  checks: Check[];
}

/** What is one event to a reader: one engine of one job at work. What people did stays apart. */
function keyOf(event: ItemEvent, place: number): string {
  if (event.person !== null) return String(place);
  const { engine, job, voice } = event.made ?? {};
  const of = event.checks.some(({ field }) => field === "audio") ? "audio" : "text";
  return JSON.stringify([event.kind, event.detail, engine, job, voice === "" ? "text" : of]);
}

/** In the order of their first event. */
export function tellTogether(events: ItemEvent[]): Told[] {
  const told = new Map<string, Told>();
  events.forEach((event, place) => {
    const key = keyOf(event, place);
    const known = told.get(key) ?? { key, first: event, languages: [], checks: [] };
    told.set(key, known);
    known.checks.push(...event.checks);
    if (event.language !== "" && !known.languages.includes(event.language))
      known.languages.push(event.language);
  });
  return [...told.values()];
}
