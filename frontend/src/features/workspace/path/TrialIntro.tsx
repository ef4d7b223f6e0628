import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TrialKind } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";

import { StepTitle } from "./StepTitle";

interface Props {
  kind: TrialKind;
  language: string;
  starting: boolean;
  error: Error | null;
  onStart: () => void;
}

/** Why this step is there; before a qualification, the rater's own word comes first. */
export function TrialIntro({ kind, language, starting, error, onStart }: Props) {
  const { t } = useTranslation();
  const [native, setNative] = useState(false);
  const declares = kind === "qualification";
  return (
    <>
      <StepTitle title={t(`path.${kind}_title`)} lead={t(`path.${kind}_lead`)} />
      {declares && (
        <Checkbox
          size="md"
          checked={native}
          label={t("path.native")}
          description={<LanguageName code={language} />}
          onChange={(event) => setNative(event.currentTarget.checked)}
        />
      )}
      <ErrorNote error={error} />
      <Button size="lg" disabled={declares && !native} loading={starting} onClick={onStart}>
        {t("work.start")}
      </Button>
    </>
  );
}
