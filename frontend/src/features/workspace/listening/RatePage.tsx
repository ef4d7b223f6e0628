import { useTranslation } from "react-i18next";

import { Desk } from "../parts/Desk";
import { ListeningTask } from "./ListeningTask";

export default function RatePage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("work.listening")} · MultiSpeech Studio`}</title>
      <Desk title={t("work.listening")}>
        {(assignment, actions, { after, done }) => (
          <ListeningTask
            key={assignment.id}
            assignment={assignment}
            actions={actions}
            nextAudio={after?.recording?.audio_url ?? null}
            takesFocus={done > 0}
          />
        )}
      </Desk>
    </>
  );
}
