import { NativeSelect, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { AmountInput } from "@/components/starting/AmountInput";
import type { Field } from "@/components/starting/use-fields";
import { splits } from "@/lib/splits";

import { bounds, type CampaignValues, slices } from "./wish";

interface Props {
  field: (name: keyof CampaignValues) => Field;
  correcting: boolean;
  /** What is wrong, by field. */
  problems: Record<string, string | undefined>;
}

/** About how much people are asked, and how often. */
export function AmountFields({ field, correcting, problems }: Props) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <NativeSelect
        {...field("split")}
        label={t("items.split")}
        data={splits.map((split) => ({ value: split, label: t(`split.${split}`) }))}
        error={problems["split"]}
      />
      <AmountInput
        field={field("items_per_language")}
        label={t("campaigns.items_per_language")}
        usual={t("common.all")}
        problem={problems["items_per_language"]}
        {...bounds.items_per_language}
      />
      {!correcting && (
        <AmountInput
          field={field("votes_per_item")}
          label={t("campaigns.votes_per_item")}
          problem={problems["votes_per_item"]}
          {...bounds.votes_per_item}
        />
      )}
    </SimpleGrid>
  );
}

/** Suspects that are asked about beside the uniform sample, so many in each language. */
export function TargetFields({ field, problems }: Omit<Props, "correcting">) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} style={{ alignItems: "end" }}>
      {([...slices, "seed"] as const).map((name) => (
        <AmountInput
          key={name}
          field={field(name)}
          label={t(`steering.${name}`)}
          problem={problems[name]}
          {...bounds[name]}
        />
      ))}
    </SimpleGrid>
  );
}
