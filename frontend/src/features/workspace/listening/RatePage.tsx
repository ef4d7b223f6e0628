import { useTranslation } from "react-i18next";

import { Desk } from "../parts/Desk";
import { listeningTask } from "./listening-task";

export default function RatePage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("work.listening")} · MultiSpeech Studio`}</title>
      <Desk title={t("work.listening")}>{listeningTask}</Desk>
    </>
  );
}
