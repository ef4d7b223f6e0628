import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { Trial, TrialKind } from "@/api/types";

import type { Desk } from "../api/next-assignment";
import { startTrial } from "../api/path";
import { KeptRun } from "./KeptRun";
import { TrialIntro } from "./TrialIntro";
import { TrialResult } from "./TrialResult";

interface Props {
  desk: Desk;
  kind: TrialKind;
  onOver: () => void;
}

/** Qualification, environment check or training: why, the questions one by one, what came of it. */
export function TrialStep({ desk, kind, onOver }: Props) {
  const start = useMutation({ mutationFn: () => startTrial(desk, kind) });
  const [ended, setEnded] = useState<Trial | null>(null);
  if (ended !== null) return <TrialResult kind={kind} trial={ended} onContinue={onOver} />;
  if (start.data !== undefined)
    return (
      <KeptRun trial={start.data} language={desk.language} onEnded={setEnded} onStale={onOver} />
    );
  return (
    <TrialIntro
      kind={kind}
      language={desk.language}
      starting={start.isPending}
      error={start.error}
      onStart={() => start.mutate()}
    />
  );
}
