import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Grouping, StatisticsFilter } from "./api/get-statistics";

const groupings: Grouping[] = ["language", "engine", "voice"];

interface Props {
  filter: StatisticsFilter;
  onChange: (filter: StatisticsFilter) => void;
}

export function Filters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t("quality.by")}
        value={filter.by}
        data={groupings.map((value) => ({ value, label: t(`quality.by_${value}`) }))}
        onChange={(event) => onChange({ ...filter, by: event.currentTarget.value as Grouping })}
      />
      <NativeSelect
        label={t("quality.count")}
        value={String(filter.rules)}
        data={[
          { value: "1", label: t("quality.count_screened") },
          { value: "0", label: t("quality.count_all") },
        ]}
        onChange={(event) =>
          onChange({ ...filter, rules: event.currentTarget.value === "0" ? 0 : 1 })
        }
      />
    </Group>
  );
}
