import { Alert, Button, Paper } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Scale, TrialQuestion as Question } from "@/api/types";
import { ItemText } from "@/components/ItemText";
import { loadFont } from "@/lib/fonts";

import { ScaleField } from "../listening/ScaleField";
import { useKeys } from "../use-shortcuts";
import { Choices } from "./Choices";
import { Hearing } from "./Hearing";
import { StepTitle } from "./StepTitle";

interface Props {
  question: Question;
  scale: Scale | null;
  language: string;
  nextAudio: string | null;
  onAnswer: (answer: number) => void;
}

/** One question: hear, choose, go on. In a training the expected score shows after the choice. */
export function TrialQuestion({ question, scale, language: code, nextAudio, onAnswer }: Props) {
  const { t } = useTranslation();
  const language = useLanguage(code);
  loadFont(language.script);
  const { asks, audio_url: url, choices, text, expected } = question;
  const [heard, setHeard] = useState(url === null);
  const [chosen, setChosen] = useState<number | null>(null);
  const own = { lang: language.bcp47, dir: language.direction };
  const inLanguage = asks === "words" || asks === "answer";
  useKeys((action) => {
    if (action.does === "rate" && action.scale === "naturalness" && heard) {
      if (asks === "score") setChosen(action.score);
      else if (action.score <= choices.length) setChosen(action.score - 1);
      return true;
    }
    if (action.does !== "send" || chosen === null) return false;
    onAnswer(chosen);
    return true;
  });
  return (
    <>
      <StepTitle title={t(`path.asks_${asks}`)} />
      {text !== "" && (
        <Paper withBorder p="md">
          <ItemText language={code}>{text}</ItemText>
        </Paper>
      )}
      {url !== null && (
        <Hearing
          url={url}
          duration={question.duration_s}
          nextAudio={nextAudio}
          onHeard={() => setHeard(true)}
        />
      )}
      {asks === "score" && scale !== null ? (
        <div {...own}>
          <ScaleField
            scale={scale.naturalness}
            keys="12345"
            open={heard}
            value={chosen}
            onChange={setChosen}
          />
        </div>
      ) : (
        <Choices
          label={t(`path.asks_${asks}`)}
          choices={choices}
          open={heard}
          own={inLanguage ? own : null}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <div role="status">
        {expected !== null && chosen !== null && scale !== null && (
          <Alert color="teal">
            {t("path.expected", { score: expected })}{" "}
            <bdi {...own}>{scale.naturalness.anchors[expected]}</bdi>
          </Alert>
        )}
      </div>
      <Button
        size="lg"
        disabled={chosen === null}
        onClick={() => chosen !== null && onAnswer(chosen)}
      >
        {t("path.next")}
      </Button>
    </>
  );
}
