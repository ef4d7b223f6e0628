import { Button, Group } from "@mantine/core";
import { use, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { useClip } from "@/components/use-clip";
import { useDraft } from "@/lib/use-draft";

import { sendRating } from "../api/rate";
import { Dry } from "../dry";
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
  /** The next clip, loaded while this one is heard. */
  nextAudio: string | null;
  takesFocus: boolean;
}

export function ListeningTask({ assignment, actions, nextAudio, takesFocus }: Props) {
  const { t } = useTranslation();
  const dry = use(Dry);
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
  const clip = useClip({ url, duration, onStarted: heard.onStarted, onEnded: heard.onEnded });
  const { send, sending, error, again } = useSend(
    async (answer: { naturalness: number; understood: number }) => {
      await heard.settle();
      if (!dry) await sendRating(assignment.id, answer);
    },
    () => {
      retire();
      if (reporting) setAnswered(true);
      else actions.advance();
    },
  );
  const answer = heard.open ? whole(scores) : null;
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
        if (answer === null || sending) return false;
        send(answer);
        return true;
      case "rate":
        if (heard.open) setScores({ ...scores, [action.scale]: action.score });
        return true;
      default:
        actions[action.does]();
        return true;
    }
  };
  useKeys(act);

  return (
    <section ref={section} tabIndex={-1} className={classes.task} aria-label={t("work.listening")}>
      <Player clip={clip} open={heard.open} nextAudio={nextAudio} />
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
      <AnswerError error={error} again={again} onNext={actions.advance} />
      <Group justify="center">
        <Button variant="subtle" mih={44} onClick={() => setReporting(true)}>
          {t("problem.report")}
        </Button>
      </Group>
      <ProblemDialog
        assignment={assignment}
        opened={reporting}
        answered={answered}
        onSendScores={answer && (() => send(answer))}
        onClose={endReport}
      />
      <Footer
        actions={actions}
        send={{
          label: t("desk.send"),
          ready: answer !== null,
          sending,
          onSend: () => answer && send(answer),
        }}
      />
    </section>
  );
}
