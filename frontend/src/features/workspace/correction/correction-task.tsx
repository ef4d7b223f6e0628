import type { DeskTask } from "../parts/DeskFrame";
import { CorrectionTask } from "./CorrectionTask";

/** What a desk shows of a translation to correct. */
export const correctionTask: DeskTask = (assignment, actions) => {
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
};
