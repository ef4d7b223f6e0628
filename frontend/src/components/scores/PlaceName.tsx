import { useTranslation } from "react-i18next";

import { LanguageName } from "@/components/LanguageName";

import type { Where } from "./scores";

/** A language, or from which to which, or all of them. */
export function PlaceName({ language, target }: Where) {
  const { t } = useTranslation();
  if (language === "") return t("benchmarks.over_all");
  if (target === "") return <LanguageName code={language} />;
  return (
    <>
      <LanguageName code={language} /> {t("benchmarks.into")} <LanguageName code={target} />
    </>
  );
}
