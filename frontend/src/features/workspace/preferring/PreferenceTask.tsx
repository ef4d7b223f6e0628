import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { useClip } from "@/components/use-clip";
import { useDraft } from "@/lib/use-draft";

import { useClipAddress } from "../clips/use-clips";
import type { KeyAction } from "../lib/keys";
import { Player } from "../listening/Player";
import { useHeard } from "../listening/use-heard";
import { AnswerError } from "../parts/AnswerError";
import type { DeskActions } from "../parts/Desk";
import { Footer } from "../parts/Footer";
import { useSend } from "../use-send";
import { useKeys } from "../use-shortcuts";
import { AnswerCard } from "./AnswerCard";
import { chosenBy, letters, readChoice, undecided } from "./choice";
import { Choices } from "./Choices";
import classes from "./PreferenceTask.module.css";

interface Props {
  assignment: Assignment;
  actions: DeskActions;
  takesFocus: boolean;
  /** Its answer ends the session. */
  isLast?: boolean;
}

/** A question to hear and two answers to read; which is better is asked once it was heard. */
export function PreferenceTask({ assignment, actions, takesFocus, isLast = false }: Props) {
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const [{ choice }, keep, retire] = useDraft(`preference:${assignment.id}`, undecided, readChoice);
  const heard = useHeard(assignment);
  const { audio_url: url = "", duration_s: duration = 0 } = assignment.recording ?? {};
  const { onStarted, onEnded } = heard;
  const clip = useClip({ url: useClipAddress(url), duration, onStarted, onEnded });
  const kept = () => {
    retire();
    actions.advance();
  };
  const { send, sending, error } = useSend(assignment, kept, {
    playback: heard.events,
    last: isLast,
  });
  const ready = heard.open && choice !== null;
  const sendChoice = () => {
    if (ready && !sending) send({ what: "preference", body: { choice } });
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
        sendChoice();
        return ready;
      case "rate":
      case "choose": {
        const chosen = chosenBy(action);
        if (chosen !== null && heard.open) keep({ choice: chosen });
        return chosen !== null;
      }
      default:
        actions[action.does]();
        return true;
    }
  };
  useKeys(act);

  return (
    <section ref={section} tabIndex={-1} className={classes.task} aria-label={t("preferring.work")}>
      <Player clip={clip} open={heard.open} compact />
      <ErrorNote error={heard.refusal} />
      <div className={classes.answers}>
        {letters.map((letter, place) => (
          <AnswerCard
            key={letter}
            letter={letter}
            language={assignment.language}
            text={assignment.answers?.[place] ?? ""}
            chosen={choice === letter.toLowerCase()}
          />
        ))}
      </div>
      <AnswerError error={error} onNext={actions.advance} />
      <div className={classes.bar}>
        <Choices open={heard.open} value={choice} onChange={(chosen) => keep({ choice: chosen })} />
        <Footer
          actions={actions}
          send={{ label: t("desk.send"), ready, sending, onSend: sendChoice }}
        />
      </div>
    </section>
  );
}
