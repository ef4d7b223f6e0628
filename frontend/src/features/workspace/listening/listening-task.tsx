import type { DeskTask } from "../parts/DeskFrame";
import { ListeningTask } from "./ListeningTask";

/** What a desk shows of a clip to rate. */
export const listeningTask: DeskTask = (assignment, actions, { done, isLast }) => (
  <ListeningTask
    key={assignment.id}
    assignment={assignment}
    actions={actions}
    takesFocus={done > 0}
    isLast={isLast}
  />
);
