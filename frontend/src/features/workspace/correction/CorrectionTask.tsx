import { Button } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment, Texts } from "@/api/types";
import { useDraft } from "@/lib/use-draft";

import { sendCorrection, type Judgement } from "../api/correct";
import type { DeskActions } from "../parts/Desk";
import { AnswerError } from "../parts/AnswerError";
import { Footer } from "../parts/Footer";
import { useSend } from "../use-send";
import { useKeys } from "../use-shortcuts";
import classes from "./CorrectionTask.module.css";
import { FieldPair } from "./FieldPair";
import { readTexts, sameTexts } from "./texts";

interface Props {
  assignment: Assignment;
  source: Texts;
  translation: Texts;
  actions: DeskActions;
}

export function CorrectionTask({ assignment, source, translation, actions }: Props) {
  const { t } = useTranslation();
  const original: Texts = { question: translation.question, answer: translation.answer };
  const [texts, setTexts, retire] = useDraft(`correction:${assignment.id}`, original, readTexts);
  const { send, sending, error, again } = useSend<Judgement>(
    (judgement) => sendCorrection(assignment.id, judgement),
    () => {
      retire();
      actions.advance();
    },
  );
  const changed = !sameTexts(texts, original);
  const judge = (verdict: Judgement["verdict"]) => () =>
    send({ verdict, ...(verdict === "corrected" ? texts : original) });

  useKeys(({ does }) => {
    if (does === "undo") actions.undo();
    else if (does === "help") actions.help();
    return does === "undo" || does === "help";
  });
  const saveByKeys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || sending) return;
    event.preventDefault();
    judge(changed ? "corrected" : "confirmed")();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter inside any field; the buttons do the same
    <section className={classes.task} aria-label={t("work.correction")} onKeyDown={saveByKeys}>
      {(["question", "answer"] as const).map((field) => (
        <FieldPair
          key={field}
          field={field}
          assignment={assignment}
          source={source[field]}
          original={original[field]}
          value={texts[field]}
          onChange={(value) => setTexts({ ...texts, [field]: value })}
        />
      ))}
      <AnswerError error={error} again={again} onNext={actions.advance} />
      <Footer actions={actions}>
        <Button size="md" variant="default" loading={sending} onClick={judge("untranslatable")}>
          {t("correction.untranslatable")}
        </Button>
        <Button
          size="md"
          variant={changed ? "default" : "filled"}
          disabled={changed}
          loading={sending}
          onClick={judge("confirmed")}
        >
          {t("correction.confirm")}
        </Button>
        <Button size="md" disabled={!changed} loading={sending} onClick={judge("corrected")}>
          {t("correction.save")}
        </Button>
      </Footer>
    </section>
  );
}
