import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "./client";
import type { Language } from "./types";

/** What every item is written in first. */
export const SOURCE = "eng";

export const languagesQuery = queryOptions({
  queryKey: ["languages"],
  queryFn: () => get("/api/v1/languages/", {}),
  staleTime: Infinity,
});

export function useLanguages(): Language[] {
  return useSuspenseQuery(languagesQuery).data;
}

/** Those of these codes, in the order of all languages. */
export function useLanguagesAmong(codes: readonly string[]): Language[] {
  return useLanguages().filter(({ code }) => codes.includes(code));
}

/** One language by its ISO 639-3 code; an unknown code stands for itself. */
export function useLanguage(code: string): Language {
  const found = useLanguages().find((language) => language.code === code);
  return found ?? unknownLanguage(code);
}

function unknownLanguage(code: string): Language {
  return {
    code,
    bcp47: code,
    name: code,
    endonym: code,
    script: "Latn",
    direction: "ltr",
    family: "",
    default_synthesizer: "",
    error_unit: "WER",
  };
}
