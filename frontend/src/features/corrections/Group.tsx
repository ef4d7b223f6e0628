import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import { LanguageName } from "@/components/LanguageName";

import { useChoices } from "./api/choices";
import type { Grouping } from "./filter";

/** How a group of the plots is called, as plain words. */
export function useGroupName(slug: string, by: Grouping): (group: string) => string {
  const { t } = useTranslation();
  const languages = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const sources = new Map(useChoices(slug).sources.map(({ value, label }) => [value, label]));
  return (group) => {
    if (by === "language") return languages.get(group) ?? group;
    if (by === "source") return sources.get(group) ?? group;
    return group === "human" ? t("corrections.by_natives") : group;
  };
}

/** As it stands before a row. */
export function GroupLabel({ by, group, name }: { by: Grouping; group: string; name: string }) {
  return by === "language" ? <LanguageName code={group} /> : <bdi>{name}</bdi>;
}
