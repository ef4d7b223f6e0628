import type { DeskTask } from "../parts/DeskFrame";
import { ListeningTask } from "./ListeningTask";

/** What a desk shows of a clip to rate. */
export const listeningTask: DeskTask = (assignment, actions, { after, done }) => (
  <ListeningTask
    key={assignment.id}
    assignment={assignment}
    actions={actions}
    nextAudio={after?.recording?.audio_url ?? null}
    takesFocus={done > 0}
  />
);
