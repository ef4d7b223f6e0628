import { Checkbox, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useServerWords } from "@/lib/server-words";

import { useGroupName } from "../use-group-name";
import type { FieldProps } from "./props";

/** Cheap checks, which ask no engine. */
const READING = ["text", "signal"];

/** Which checks a job runs. Those whose engines can't be had here are greyed, with the reason. */
export function CheckGroupsField({ kind, choice, set, choices, problem }: FieldProps) {
  const { t } = useTranslation();
  const nameOf = useGroupName();
  const words = useServerWords();
  const offered = choices.check_groups.filter(
    ({ name }) => READING.includes(name) === (kind === "check"),
  );
  const describe = ({ checks, problem: absent, warning }: (typeof offered)[number]) => (
    <>
      {absent === ""
        ? checks.map(words.check).join(" · ")
        : t("jobs.cannot_run", { reason: absent })}
      {warning !== "" && (
        <>
          <br />
          {t("jobs.left_out_here", { reason: warning })}
        </>
      )}
    </>
  );
  const able = offered.filter((group) => group.problem === "").map(({ name }) => name);
  return (
    <Checkbox.Group
      label={t("jobs.choose_groups")}
      value={choice.groups ?? able}
      error={problem("groups")}
      onChange={(groups) => set({ groups })}
    >
      <Stack gap="xs" mt="xs">
        {offered.map((group) => (
          <Checkbox
            key={group.name}
            value={group.name}
            label={nameOf(group.name)}
            description={describe(group)}
            disabled={group.problem !== ""}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
