import type { DeskTask } from "../parts/DeskFrame";
import { PreferenceTask } from "./PreferenceTask";

/** What a desk shows of two answers to choose between. */
export const preferenceTask: DeskTask = (assignment, actions, { done, isLast }) => (
  <PreferenceTask
    key={assignment.id}
    assignment={assignment}
    actions={actions}
    takesFocus={done > 0}
    isLast={isLast}
  />
);
