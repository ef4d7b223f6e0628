import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useServerWords } from "@/lib/server-words";

import { useGroupName } from "../use-group-name";
import { madeBy } from "./made";
import type { FieldProps } from "./props";

/** Any check, any of a group, or a single one. */
export function FailedCheckField({ kind, choice, set, choices, problem }: FieldProps) {
  const { t } = useTranslation();
  const nameOf = useGroupName();
  const words = useServerWords();
  const groups = madeBy(kind, choices).failed_checks.map(({ name, checks }) => ({
    group: nameOf(name),
    items: [
      { value: `group:${name}`, label: t("jobs.any_of", { group: nameOf(name) }) },
      ...checks.map((check) => ({ value: check, label: words.check(check) })),
    ],
  }));
  return (
    <NativeSelect
      label={t("jobs.choose_failed_check")}
      value={choice.failed_check ?? ""}
      data={[
        { value: "", label: t("jobs.whatever") },
        { value: "any", label: t("jobs.any_check") },
        ...groups,
      ]}
      error={problem("failed_check")}
      onChange={(event) => set({ failed_check: event.currentTarget.value })}
    />
  );
}
