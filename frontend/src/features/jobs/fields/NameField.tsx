import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { JobChoices } from "@/api/types";

import { madeBy } from "./made";
import type { FieldProps } from "./props";

type Name = "made_by" | "voice" | "source";

function namesFor(name: Name, kind: string, choices: JobChoices): string[] {
  if (name === "source") return choices.sources;
  const made = madeBy(kind, choices);
  return name === "voice" ? made.voices : made.engines;
}

/** One of the engines, voices or sources that the dataset has something of; or whichever. */
export function NameField({ name, ...props }: FieldProps & { name: Name }) {
  const { t } = useTranslation();
  const { kind, choice, set, choices, problem } = props;
  return (
    <NativeSelect
      label={t(`jobs.choose_${name}`)}
      value={choice[name] ?? ""}
      data={[{ value: "", label: t("jobs.whatever") }, ...namesFor(name, kind, choices)]}
      error={problem(name)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
}
