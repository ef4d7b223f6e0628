import { useTranslation } from "react-i18next";

import { Desk } from "../parts/Desk";
import { preferenceTask } from "./preference-task";

export default function ChoosePage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("preferring.work")} · MultiSpeech Studio`}</title>
      <Desk title={t("preferring.work")}>{preferenceTask}</Desk>
    </>
  );
}
