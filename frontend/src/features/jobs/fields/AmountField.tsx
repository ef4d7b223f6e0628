import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Amount } from "../choices";
import type { FieldProps } from "./props";

/** What the server takes where nothing is typed. */
const usual = { score_below: "", max_attempts: "3", per_text: "2", max_tokens: "128" };

/** A number; its rule stands below, so that fields beside each other line up. */
export function AmountField({ name, ...props }: FieldProps & { name: Amount }) {
  const { t } = useTranslation();
  const { kind, choice, set, problem } = props;
  const rule = name === "score_below" && kind === "retranslate" ? "machine_score_below" : name;
  return (
    <TextInput
      type="number"
      inputMode="decimal"
      step={name === "score_below" ? "any" : 1}
      label={t(`jobs.choose_${name}`)}
      description={t(`jobs.choose_${rule}_rule`)}
      inputWrapperOrder={["label", "input", "description", "error"]}
      placeholder={usual[name]}
      value={choice[name] ?? ""}
      error={problem(name)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
}
