import { Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ItemText } from "@/components/ItemText";

import { ListeningTask } from "../listening/ListeningTask";
import { HarmfulNote } from "../parts/HarmfulNote";
import { ConsentStep } from "../path/ConsentStep";
import { TrialIntro } from "../path/TrialIntro";
import { TrialRun } from "../path/TrialRun";
import { PreferenceTask } from "../preferring/PreferenceTask";
import type { Screen } from "./screens";

interface Props {
  screen: Screen;
  language: string;
  onNext: () => void;
}

const quiet = { sending: false, starting: false, error: null } as const;

/** A rater's screen whose buttons lead to the next one and nowhere else. */
export function PreviewScreen({ screen, language, onNext }: Props) {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState<number[]>([]);
  if (screen.step === "consent")
    return <ConsentStep consent={screen.consent} {...quiet} onAgree={onNext} />;
  if (screen.step === "work") {
    const { assignment } = screen;
    if (assignment.kind === "correction")
      return (
        <>
          <Text fw={600}>{t("work.correction")}</Text>
          <ItemText language={language}>{assignment.translation?.question ?? ""}</ItemText>
          <ItemText language={language}>{assignment.translation?.answer ?? ""}</ItemText>
        </>
      );
    const Task = assignment.kind === "preference" ? PreferenceTask : ListeningTask;
    const nothing = () => undefined;
    const actions = { advance: onNext, undo: nothing, skip: onNext, help: nothing };
    return (
      <>
        {assignment.content_warning && <HarmfulNote assignment={assignment} onSkipped={onNext} />}
        <Task assignment={assignment} actions={actions} takesFocus={false} />
      </>
    );
  }
  if (screen.part === "intro")
    return <TrialIntro kind={screen.step} language={language} {...quiet} onStart={onNext} />;
  return (
    <TrialRun
      trial={screen.trial}
      language={language}
      answers={answers}
      {...quiet}
      onAnswers={setAnswers}
      onDone={onNext}
      onStale={onNext}
    />
  );
}
