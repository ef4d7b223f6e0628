import { SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { numberOf } from "@/lib/forms";

const slices = ["asr_disagreement", "failed_checks"] as const;

/** Suspects that are asked about beside the uniform sample, so many in each language. */
export function TargetFields() {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {slices.map((slice) => (
        <TextInput
          key={slice}
          name={slice}
          type="number"
          min={0}
          defaultValue={0}
          label={t(`steering.${slice}`)}
        />
      ))}
      <TextInput name="seed" type="number" min={0} defaultValue={1} label={t("steering.seed")} />
    </SimpleGrid>
  );
}

/** What the fields say; a slice of none is left out. */
export function targetsIn(form: FormData): Record<string, number> {
  const counts = slices.map((slice): [string, number] => [slice, numberOf(form, slice)]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
