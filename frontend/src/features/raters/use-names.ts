import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { RaterAtWork } from "@/api/types";

/** How a row is called: by the person's name and the language. */
export function useNames() {
  const { t } = useTranslation();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const person = ({ rater, name }: RaterAtWork) =>
    name || t("quality.rater_number", { number: rater });
  const language = (code: string) => names.get(code) ?? code;
  return {
    person,
    language,
    row: (row: RaterAtWork) => `${person(row)}, ${language(row.language)}`,
  };
}
