import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { TrainingForm } from "./use-training-wish";

interface Props {
  form: TrainingForm;
  problem: string | undefined;
}

/** When to stop spending. */
export function BudgetField({ form, problem }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="number"
      min={0}
      step="0.01"
      label={t("training.budget")}
      description={t("training.budget_rule")}
      placeholder={t("training.no_limit")}
      value={form.values.budget}
      maw="28rem"
      error={problem}
      onChange={(event) => form.set({ budget: event.currentTarget.value })}
    />
  );
}
