import { Button, Group } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { useClip } from "@/components/use-clip";
import { useDraft } from "@/lib/use-draft";

import { useClipAddress } from "../clips/use-clips";
import { AnswerError } from "../parts/AnswerError";
import { Footer } from "../parts/Footer";
import type { DeskActions } from "../parts/Desk";
import type { KeyAction } from "../lib/keys";
import { ProblemDialog } from "../problem/ProblemDialog";
import { useSend } from "../use-send";
import { useKeys } from "../use-shortcuts";
import classes from "./ListeningTask.module.css";
import { Player } from "./Player";
import { nothingChosen, readScores, whole } from "./scores";
import { Scales } from "./Scales";
import { useHeard } from "./use-heard";

interface Props {
  assignment: Assignment;
  actions: DeskActions;
  takesFocus: boolean;
  /** Its answer ends the session. */
  isLast?: boolean;
}

export function ListeningTask({ assignment, actions, takesFocus, isLast = false }: Props) {
  const { t } = useTranslation();
  const [reporting, setReporting] = useState(false);
  // A report keeps the clip on the desk after its scores were sent.
  const [answered, setAnswered] = useState(false);
  const section = useRef<HTMLElement>(null);
  const [scores, setScores, retire] = useDraft(
    `rating:${assignment.id}`,
    nothingChosen,
    readScores,
  );
  const heard = useHeard(assignment);
  const { audio_url: url = "", duration_s: duration = 0 } = assignment.recording ?? {};
  const { onStarted, onEnded } = heard;
  const clip = useClip({ url: useClipAddress(url), duration, onStarted, onEnded });
  const kept = () => {
    retire();
    if (reporting) setAnswered(true);
    else actions.advance();
  };
  // The words of the clip are shown to who reports, once the server has the scores.
  const { send, sending, error } = useSend(assignment, kept, {
    playback: heard.events,
    ...(reporting ? { waits: true } : { last: isLast }),
  });
  const answer = heard.open ? whole(scores) : null;
  const sendScores = () => {
    if (answer === null || sending) return;
    send({ what: "rating", body: answer });
  };
  const endReport = () => {
    setReporting(false);
    if (answered) actions.advance();
  };
  useEffect(() => {
    if (takesFocus) section.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const act = (action: KeyAction): boolean => {
    switch (action.does) {
      case "play":
        clip.toggle();
        return true;
      case "send":
        sendScores();
        return answer !== null;
      case "rate":
        if (heard.open) setScores({ ...scores, [action.scale]: action.score });
        return true;
      case "choose":
        return false;
      default:
        actions[action.does]();
        return true;
    }
  };
  useKeys(act);

  return (
    <section ref={section} tabIndex={-1} className={classes.task} aria-label={t("work.listening")}>
      <Player clip={clip} open={heard.open} />
      <ErrorNote error={heard.refusal} />
      {assignment.scale !== null && (
        <Scales
          language={assignment.language}
          scale={assignment.scale}
          open={heard.open}
          scores={scores}
          onChange={setScores}
        />
      )}
      <AnswerError error={error} onNext={actions.advance} />
      <Group justify="center">
        <Button variant="subtle" mih={44} onClick={() => setReporting(true)}>
          {t("problem.report")}
        </Button>
      </Group>
      <ProblemDialog
        assignment={assignment}
        opened={reporting}
        answered={answered}
        onSendScores={answer && sendScores}
        onClose={endReport}
      />
      <Footer
        actions={actions}
        send={{
          label: t("desk.send"),
          ready: answer !== null,
          sending,
          onSend: sendScores,
        }}
      />
    </section>
  );
}
