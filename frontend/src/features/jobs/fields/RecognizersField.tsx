import { Checkbox, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { FieldProps } from "./props";

/** Who writes down what is heard; the fewest errors of all of them count. */
export function RecognizersField({ choice, set, choices, problem }: FieldProps) {
  const { t } = useTranslation();
  const { recognizers } = choices.engines;
  const able = recognizers.filter((engine) => engine.problem === "").map(({ name }) => name);
  const group = choices.check_groups.find(({ name }) => name === "recognition");
  const isAsked = choice.groups?.includes("recognition") ?? group?.problem === "";
  if (able.length < 2 || !isAsked) return null;
  return (
    <Checkbox.Group
      label={t("jobs.choose_recognizers")}
      description={t("jobs.choose_recognizers_rule")}
      value={choice.recognizers ?? able}
      error={problem("recognizers")}
      // None at all would mean every one: whoever wants none leaves the group out.
      onChange={(chosen) => chosen.length > 0 && set({ recognizers: chosen })}
    >
      <Group gap="md" mt="xs">
        {recognizers.map((engine) => (
          <Checkbox
            key={engine.name}
            value={engine.name}
            label={engine.name}
            disabled={engine.problem !== ""}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
