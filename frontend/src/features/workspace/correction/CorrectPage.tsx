import { useTranslation } from "react-i18next";

import type { Assignment } from "@/api/types";

import { Desk, type DeskActions } from "../parts/Desk";
import { CorrectionTask } from "./CorrectionTask";

export default function CorrectPage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("work.correction")} · MultiSpeech Studio`}</title>
      <Desk title={t("work.correction")}>{(assignment, actions) => task(assignment, actions)}</Desk>
    </>
  );
}

function task(assignment: Assignment, actions: DeskActions) {
  const { source, translation } = assignment;
  if (source === null || translation === null) return null;
  return (
    <CorrectionTask
      key={assignment.id}
      assignment={assignment}
      source={source}
      translation={translation}
      actions={actions}
    />
  );
}
