import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment, Texts } from "@/api/types";

import type { Judgement } from "../api/correct";
import { AnswerError } from "../parts/AnswerError";
import type { DeskActions } from "../parts/Desk";
import { usePlayback } from "../use-playback";
import { useSend } from "../use-send";
import { useKeys } from "../use-shortcuts";
import classes from "./CorrectionTask.module.css";
import { fields } from "./draft";
import { FieldPair } from "./FieldPair";
import { ReasonField } from "./ReasonField";
import { ReviewNote } from "./ReviewNote";
import { useCorrection } from "./use-correction";
import { Verdicts } from "./Verdicts";

interface Props {
  assignment: Assignment;
  source: Texts;
  translation: Texts;
  actions: DeskActions;
}

export function CorrectionTask({ assignment, source, translation: machine, actions }: Props) {
  const { t } = useTranslation();
  const correction = useCorrection(assignment, machine);
  const { draft, original, findings, write, proposals } = correction;
  const kept = () => {
    correction.retire();
    actions.advance();
  };
  const { events } = usePlayback(assignment);
  const { send, sending, error } = useSend(assignment, kept, { playback: events, waits: true });
  const judge = (judgement: Judgement) => send({ what: "correction", body: judgement });
  const finish = () => {
    const judgement = correction.finish();
    if (judgement !== null) judge(judgement);
  };
  useKeys(({ does }) => {
    if (does === "undo") actions.undo();
    else if (does === "help") actions.help();
    return does === "undo" || does === "help";
  });
  const saveByKeys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || sending) return;
    event.preventDefault();
    finish();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter inside any field; the buttons do the same
    <section className={classes.task} aria-label={t("work.correction")} onKeyDown={saveByKeys}>
      {proposals.length > 0 && (
        <ReviewNote
          language={assignment.language}
          machine={machine}
          proposals={proposals}
          onTake={write}
        />
      )}
      {fields.map((field) => (
        <FieldPair
          key={field}
          field={field}
          assignment={assignment}
          source={source[field]}
          machine={machine[field]}
          original={original[field]}
          value={draft[field]}
          findings={findings}
          onChange={(value) => write({ [field]: value })}
        />
      ))}
      {correction.needsReason && (
        <ReasonField value={draft.reason} onChange={(reason) => write({ reason })} />
      )}
      <AnswerError error={error} onNext={actions.advance} />
      <Verdicts
        actions={actions}
        changed={correction.changed}
        decides={correction.decides}
        sending={sending}
        onJudge={(verdict) => judge(correction.judgement(verdict))}
        onSave={finish}
      />
    </section>
  );
}
