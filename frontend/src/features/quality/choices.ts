import type { StatisticsRow } from "@/api/types";

export interface Choices {
  languages: string[];
  engines: string[];
  voices: string[];
}

type Place = Pick<StatisticsRow, "language" | "engine" | "voice">;

/** What can be asked for, of what was voted on: engines in the language, voices of the engine. */
export function choicesOf(rows: readonly Place[], chosen: Place): Choices {
  const inLanguage = rows.filter((row) => fits(row.language, chosen.language));
  const ofEngine = inLanguage.filter((row) => fits(row.engine, chosen.engine));
  return {
    languages: distinct(rows.map((row) => row.language)),
    engines: distinct(inLanguage.map((row) => row.engine)),
    voices: distinct(ofEngine.map((row) => row.voice)),
  };
}

const fits = (value: string, wanted: string) => wanted === "" || value === wanted;

const distinct = (values: string[]) =>
  Array.from(new Set(values))
    .filter((value) => value !== "")
    .sort();
