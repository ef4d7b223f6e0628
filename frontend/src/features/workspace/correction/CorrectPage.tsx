import { useTranslation } from "react-i18next";

import { Desk } from "../parts/Desk";
import { correctionTask } from "./correction-task";

export default function CorrectPage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("work.correction")} · MultiSpeech Studio`}</title>
      <Desk title={t("work.correction")}>{correctionTask}</Desk>
    </>
  );
}
