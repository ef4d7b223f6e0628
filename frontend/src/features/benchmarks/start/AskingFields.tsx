import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Field } from "@/components/starting/use-fields";

interface Props {
  field: (name: "temperature" | "prompt") => Field;
  /** What was typed is no temperature. */
  isWrong: boolean;
  problems: Record<string, string>;
}

/** How a system is asked, beside the recording. */
export function AskingFields({ field, isWrong, problems }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        {...field("temperature")}
        inputMode="decimal"
        label={t("benchmarks.temperature")}
        description={t("benchmarks.temperature_rule")}
        maw="20rem"
        required
        error={isWrong ? t("benchmarks.temperature_rule") : problems["sampling"]}
      />
      <Textarea
        {...field("prompt")}
        label={t("benchmarks.prompt")}
        description={t("benchmarks.prompt_rule")}
        autosize
        minRows={2}
        maxLength={2_000}
        maw="44rem"
        error={problems["prompts"]}
      />
    </>
  );
}
