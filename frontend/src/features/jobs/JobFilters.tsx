import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { JobState } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { useJobKinds } from "./api/get-job-kinds";
import { jobFilter, type JobFilter } from "./work/job-links";

const states: readonly JobState[] = [
  "planning",
  "running",
  "paused",
  "succeeded",
  "failed",
  "cancelled",
];

interface Props {
  filter: JobFilter;
  onChange: (part: Partial<JobFilter>) => void;
}

/** Which jobs are listed. What a plot's link asks besides is said in words. */
export function JobFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const kinds = useJobKinds();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const all = { value: "", label: t("common.all") };
  const said = [
    filter.engine,
    names.get(filter.language) ?? filter.language,
    filter.cause,
    filter.from && `${date(filter.from)} – ${filter.until && date(filter.until)}`,
  ].filter((part) => part !== "");
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t("work.kind")}
        value={filter.of}
        data={[all, ...kinds.map(({ kind: value, title: label }) => ({ value, label }))]}
        onChange={(event) => onChange({ of: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("work.state")}
        value={filter.state}
        data={[all, ...states.map((value) => ({ value, label: t(`jobs.state_${value}`) }))]}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
      />
      {said.length > 0 && (
        <Text>
          {t("work.only")} <bdi>{said.join(" · ")}</bdi>
        </Text>
      )}
      {Object.values(filter).some((value) => value !== "") && (
        <Button variant="default" onClick={() => onChange(jobFilter)}>
          {t("work.show_all")}
        </Button>
      )}
    </Group>
  );
}
