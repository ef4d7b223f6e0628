/**
 * The languages the interface speaks. `rater/` holds one file for each language of the project,
 * with the words of the rooms everyone enters; `console/` the words of managers and researchers.
 * A file that is there is whole; where there is none, the room speaks English.
 */
import table from "./languages.json";

export interface InterfaceLanguage {
  bcp47: string;
  name: string;
  endonym: string;
  script: string;
  direction: "ltr" | "rtl";
  /** A native speaker has read the file; the file says the same in its `_meta`. */
  reviewed: boolean;
}

export type Room = "rater" | "console";

const REVIEWED = ["en"];

export const interfaceLanguages: InterfaceLanguage[] = table.map((row) => ({
  ...row,
  direction: row.direction === "rtl" ? "rtl" : "ltr",
  reviewed: REVIEWED.includes(row.bcp47),
}));

function primary(tag: string): string {
  return tag.split("-")[0] ?? tag;
}

/** The first of the wanted languages that the interface speaks, in whatever variety. */
export function closestLanguage(wanted: (string | null)[]): string {
  const spoken = interfaceLanguages.map(({ bcp47 }) => bcp47);
  const close = wanted
    .filter((tag) => tag !== null)
    .map((tag) => spoken.find((known) => primary(known) === primary(tag)));
  return close.find((tag) => tag !== undefined) ?? "en";
}

type Words = Record<string, unknown>;

const files = import.meta.glob<{ default: Words }>("./{rater,console}/*.json");

/** The words of a room; null where nobody has translated it. */
export async function loadLocale(room: Room, tag: string): Promise<Words | null> {
  return (await files[`./${room}/${tag}.json`]?.())?.default ?? null;
}
