import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { StatisticsRow } from "@/api/types";
import type { Column } from "@/components/charts/Plot";
import { LanguageName } from "@/components/LanguageName";

/** What a row is about, for the tables behind plots. */
export function usePlaceColumns(): Column<StatisticsRow>[] {
  const { t } = useTranslation();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  return [
    {
      key: "language",
      title: t("common.language"),
      value: (row) => names.get(row.language) ?? row.language,
      show: (row) => <LanguageName code={row.language} />,
    },
    { key: "engine", title: t("quality.engine"), value: (row) => row.engine || null },
    { key: "voice", title: t("quality.voice"), value: (row) => row.voice || null },
  ];
}
