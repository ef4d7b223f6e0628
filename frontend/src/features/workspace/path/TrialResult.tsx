import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Trial, TrialKind } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { StepTitle } from "./StepTitle";

interface Props {
  kind: TrialKind;
  trial: Pick<Trial, "state" | "score">;
  onContinue: () => void;
}

/** What came of it, and what to do next; not which answers were right. */
export function TrialResult({ kind, trial, onContinue }: Props) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const passed = trial.state === "passed";
  const right = kind === "training" ? "" : t("path.right", { share: share(trial.score ?? 0, 1) });
  const lead = passed || kind === "training" ? t(`path.${kind}_passed`) : t(`path.${kind}_failed`);
  return (
    <>
      <StepTitle
        title={passed ? t("path.passed_title") : t("path.failed_title")}
        lead={`${lead} ${right}`}
      />
      <Button size="lg" onClick={onContinue}>
        {t("path.continue")}
      </Button>
    </>
  );
}
