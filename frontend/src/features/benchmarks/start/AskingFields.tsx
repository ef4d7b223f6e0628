import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** How a system is asked, beside the recording. */
export function AskingFields({ problems }: { problems: Record<string, string> }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        name="temperature"
        type="number"
        min={0}
        max={2}
        step={0.1}
        defaultValue={0}
        label={t("benchmarks.temperature")}
        description={t("benchmarks.temperature_rule")}
        maw="20rem"
        required
        error={problems["sampling"]}
      />
      <Textarea
        name="prompt"
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
