import type { Assignment, ConsentText, Preview, TrialKind } from "@/api/types";

type PreviewTrial = Preview["trials"][number];
type Step = Preview["steps"][number];

export type Screen =
  | { step: "consent"; consent: ConsentText }
  | { step: TrialKind; part: "intro" | "run"; trial: PreviewTrial }
  | { step: "work"; assignment: Assignment };

/** Every screen of the way, in order. */
export function screensOf({ steps, consent, trials, assignments }: Preview): Screen[] {
  return steps.flatMap((step) => screensOfStep(step, { consent, trials, assignments }));
}

function screensOfStep(step: Step, shown: Omit<Preview, "steps">): Screen[] {
  if (step === "consent") return shown.consent ? [{ step, consent: shown.consent }] : [];
  if (step === "work") return shown.assignments.map((assignment) => ({ step, assignment }));
  return shown.trials
    .filter(({ kind }) => kind === step)
    .flatMap((trial): Screen[] => [
      { step: trial.kind, part: "intro", trial },
      { step: trial.kind, part: "run", trial },
    ]);
}
