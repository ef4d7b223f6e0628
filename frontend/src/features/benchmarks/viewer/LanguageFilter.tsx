import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";

interface Props {
  codes: string[];
  /** "" is all of them. */
  chosen: string;
  onChoose: (code: string) => void;
}

export function LanguageFilter({ codes, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  // An option can't hold elements, so each name keeps its direction by marks.
  const options = useLanguagesAmong(codes).map(({ code, endonym, name }) => ({
    value: code,
    label: endonym === name ? name : `\u2068${endonym}\u2069 · \u2068${name}\u2069`,
  }));
  return (
    <NativeSelect
      label={t("common.language")}
      data={[{ value: "", label: t("common.all") }, ...options]}
      value={chosen}
      maw="20rem"
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
