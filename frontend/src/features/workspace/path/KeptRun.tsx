import { useMutation } from "@tanstack/react-query";

import type { Trial } from "@/api/types";
import { useDraft } from "@/lib/use-draft";

import { finishTrial } from "../api/path";
import { TrialRun } from "./TrialRun";

interface Props {
  trial: Trial;
  language: string;
  onEnded: (trial: Trial) => void;
  /** The trial is over elsewhere. */
  onStale: () => void;
}

interface Given {
  answers: number[];
}

function readAnswers({ answers }: Record<string, unknown>): Given | null {
  const whole = Array.isArray(answers) && answers.every((one) => typeof one === "number");
  return whole ? { answers } : null;
}

/** A trial whose answers outlive a reload, until all are given and sent. */
export function KeptRun({ trial, language, onEnded, onStale }: Props) {
  const [{ answers }, setGiven, retire] = useDraft<Given>(
    `trial:${trial.id}`,
    { answers: [] },
    readAnswers,
  );
  const finish = useMutation({
    mutationFn: (given: number[]) => finishTrial(trial.id, given),
    onSuccess: (ended) => {
      retire();
      onEnded(ended);
    },
  });
  return (
    <TrialRun
      trial={trial}
      language={language}
      answers={answers}
      sending={finish.isPending}
      error={finish.error}
      onAnswers={(given) => setGiven({ answers: given })}
      onDone={finish.mutate}
      onStale={onStale}
    />
  );
}
