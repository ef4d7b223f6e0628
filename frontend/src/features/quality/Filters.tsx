import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { StatisticsRow } from "@/api/types";

import { type Grouping, type Rules, rules, type StatisticsFilter } from "./api/get-statistics";
import { choicesOf } from "./choices";
import type { AddressFilter } from "./filter";

const groupings: Grouping[] = ["language", "engine", "voice"];

interface Props {
  filter: StatisticsFilter;
  /** Every place that was voted on. */
  rows: StatisticsRow[];
  /** Changes some of it; the rest stays. */
  onChange: (part: Partial<AddressFilter>) => void;
}

export function Filters({ filter, rows, onChange }: Props) {
  const { t } = useTranslation();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const { languages, engines, voices } = choicesOf(rows, filter);
  const all = { value: "", label: t("quality.all") };
  const plain = (values: string[]) => [all, ...values.map((value) => ({ value, label: value }))];
  const rulesLabel = (version: Rules) =>
    version === 0 ? t("quality.count_all") : t("quality.count_rules", { version });
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t("quality.by")}
        value={filter.by}
        data={groupings.map((value) => ({ value, label: t(`quality.by_${value}`) }))}
        onChange={(event) => onChange({ by: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("common.language")}
        value={filter.language}
        data={[all, ...languages.map((value) => ({ value, label: names.get(value) ?? value }))]}
        onChange={(event) =>
          onChange({ language: event.currentTarget.value, engine: "", voice: "" })
        }
      />
      <NativeSelect
        label={t("quality.engine")}
        value={filter.engine}
        data={plain(engines)}
        onChange={(event) => onChange({ engine: event.currentTarget.value, voice: "" })}
      />
      <NativeSelect
        label={t("quality.voice")}
        value={filter.voice}
        data={plain(voices)}
        onChange={(event) => onChange({ voice: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("quality.count")}
        value={String(filter.rules)}
        data={rules.map((version) => ({ value: String(version), label: rulesLabel(version) }))}
        onChange={(event) => onChange({ rules: event.currentTarget.value })}
      />
    </Group>
  );
}
