import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import { PlaceName } from "@/components/scores/PlaceName";
import type { Where } from "@/components/scores/scores";

/** How rows are called: by their system, or where each is a language, by that. */
export function useRowNames(by: string) {
  const { t } = useTranslation();
  const languages = useLanguages();
  const named = (code: string) => languages.find((one) => one.code === code)?.name ?? code;
  const place = ({ language, target }: Where) => {
    if (language === "") return t("benchmarks.over_all");
    return [language, target]
      .filter((code) => code !== "")
      .map(named)
      .join(` ${t("benchmarks.into")} `);
  };
  return {
    place,
    /** As it stands in a plot. */
    label: (system: string, where: Where) =>
      by === "language" ? (
        <PlaceName {...where} />
      ) : (
        <>
          <bdi dir="ltr">{system}</bdi>
          {where.target !== "" && (
            <div>
              <PlaceName {...where} />
            </div>
          )}
        </>
      ),
    /** As plain words. */
    name: (system: string, where: Where) => (by === "language" ? place(where) : system),
  };
}
