import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";

import { type Choice, useChoices } from "./api/choices";
import type { Chosen } from "./filter";

/** Not that of the longest choice: nothing moves when the choices come. Two fit on a phone. */
export const FILTER_WIDTH = { base: "10.25rem", sm: "12rem" };

interface Props {
  slug: string;
  chosen: Chosen;
  onChange: (part: Partial<Chosen>) => void;
}

/** What all plots, and the list behind them, are narrowed to. */
export function Filters({ slug, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const { languages, engines, sources, campaigns } = useChoices(slug);
  const fields: [keyof Chosen, Choice[]][] = [
    ["language", languages.map((value) => ({ value, label: names.get(value) ?? value }))],
    ["source", sources],
    ["engine", engines.map((value) => ({ value, label: value }))],
    ["campaign", campaigns],
  ];
  return (
    <Group align="flex-end">
      {fields.map(([name, choices]) => (
        <NativeSelect
          key={name}
          w={FILTER_WIDTH}
          label={t(`corrections.filter_${name}`)}
          value={chosen[name]}
          data={[{ value: "", label: t("common.all") }, ...withChosen(choices, chosen[name])]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      ))}
    </Group>
  );
}

/** A link may choose what is not there (yet). */
function withChosen(choices: Choice[], value: string): Choice[] {
  const known = value === "" || choices.some((choice) => choice.value === value);
  return known ? choices : [...choices, { value, label: value }];
}
