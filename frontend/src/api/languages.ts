import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { useTranslation } from "react-i18next";

import { get } from "./client";
import type { Language } from "./types";

/** What every item is written in first. */
export const SOURCE = "eng";

export const languagesQuery = queryOptions({
  queryKey: ["languages"],
  queryFn: () => get("/api/v1/languages/", {}),
  staleTime: Infinity,
});

/** Named in the interface's language. */
export function useLanguages(): Language[] {
  const { data } = useSuspenseQuery(languagesQuery);
  return namedIn(useTranslation().i18n.language, data);
}

/** What was named last: every name on a page asks for the same. */
let named: { tag: string; data: Language[]; languages: Language[] } | undefined;

/** The server has English names; the browser knows those of other languages. */
function namedIn(tag: string, data: Language[]): Language[] {
  if (tag === "en") return data;
  if (named?.tag !== tag || named.data !== data) {
    const names = new Intl.DisplayNames(tag, { type: "language", fallback: "none" });
    const languages = data.map((one) => ({ ...one, name: names.of(one.bcp47) ?? one.name }));
    named = { tag, data, languages };
  }
  return named.languages;
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
