import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Comparison } from "@/api/types";
import { outcomes } from "@/components/scores/scores";

import { type ItemFilter, kinds } from "../api/get-compared-items";

interface Props {
  comparison: Comparison | undefined;
  filter: ItemFilter;
  onChoose: (part: Partial<ItemFilter>) => void;
}

/** What became of a question: how the judge decided, what people chose, whether it changed its mind. */
export function KindFilter({ comparison, filter, onChoose }: Props) {
  const { t } = useTranslation();
  const { system = "", baseline = "" } = comparison ?? {};
  const decided = outcomes.map((value) => ({
    value,
    label: t(`benchmarks.legend_${value}`, { system, baseline }),
  }));
  const choices = {
    outcome: decided,
    chosen: decided,
    only: kinds.map((value) => ({ value, label: t(`benchmarks.only_${value}`) })),
  };
  return (["outcome", "chosen", "only"] as const).map((field) => (
    <NativeSelect
      key={field}
      label={t(`benchmarks.by_${field}`)}
      data={[{ value: "", label: t("benchmarks.only_all") }, ...choices[field]]}
      value={filter[field]}
      onChange={(event) => onChoose({ [field]: event.currentTarget.value })}
    />
  ));
}
