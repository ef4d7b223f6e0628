import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import type { CheckRate } from "@/api/types";

import { useServerWords } from "@/lib/server-words";

import { type Chosen, stages } from "./filter";
import { distinct } from "./rates";

interface Props {
  /** All there are: what can be chosen. */
  rates: CheckRate[];
  chosen: Chosen;
  onChange: (part: Partial<Chosen>) => void;
}

/** What the whole page is narrowed to. */
export function Filters({ rates, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const words = useServerWords();
  const languages = useLanguagesAmong(distinct(rates.map(({ language }) => language)));
  const named = (values: string[], nameOf = (value: string) => value) =>
    distinct(values).map((value) => ({ value, label: nameOf(value) }));
  const fields: [keyof Chosen, { value: string; label: string }[]][] = [
    ["language", languages.map(({ code, name }) => ({ value: code, label: name }))],
    ["engine", named(rates.map(({ engine }) => engine))],
    ["stage", stages.map((value) => ({ value, label: t(`checks.stage_${value}`) }))],
    [
      "check",
      named(
        rates.map(({ check }) => check),
        words.check,
      ),
    ],
  ];
  return (
    <Group align="flex-end">
      {fields.map(([name, choices]) => (
        <NativeSelect
          key={name}
          label={t(`checks.filter_${name}`)}
          value={chosen[name]}
          data={[{ value: "", label: t("common.all") }, ...withChosen(choices, chosen[name])]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      ))}
    </Group>
  );
}

/** A link may choose what is not there (yet). */
function withChosen(choices: { value: string; label: string }[], value: string) {
  const known = value === "" || choices.some((choice) => choice.value === value);
  return known ? choices : [...choices, { value, label: value }];
}
