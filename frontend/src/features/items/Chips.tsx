import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";

import { useSplitName } from "@/lib/splits";
import { useDays } from "@/lib/use-days";

import { narrowing, stageNamed, type Field, type ItemFilter } from "./filter";

interface Props {
  filter: ItemFilter;
  onChange: (part: Partial<ItemFilter>) => void;
}

/** Each filter that is set, to be taken away with one press. */
export function Chips({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const splitName = useSplitName();
  const { long } = useDays();
  const { name: language } = useLanguage(filter.language);
  const set = narrowing(filter);
  if (set.length === 0) return null;
  const words = (field: Field) => {
    if (field === "language") return language;
    if (field === "split") return splitName(filter.split);
    const stage = stageNamed(filter.stage);
    if (field === "stage" && stage !== undefined) return t(`stage.${stage}`);
    if (field === "verified")
      return t(filter.verified === "true" ? "items.is_verified" : "items.is_not_verified");
    if (field === "made_since" || field === "made_until") return long(filter[field]);
    return filter[field];
  };
  const without = (gone: Field[]) => onChange(Object.fromEntries(gone.map((field) => [field, ""])));
  return (
    <Group gap="xs" role="group" aria-label={t("items.set_filters")}>
      {set.map((field) => {
        const label = `${t(`items.${field}`)}: ${words(field)}`;
        return (
          <Button
            key={field}
            size="compact-md"
            radius="xl"
            variant="default"
            rightSection={<span aria-hidden>×</span>}
            aria-label={t("items.take_away", { filter: label })}
            onClick={() => without([field])}
          >
            <bdi>{label}</bdi>
          </Button>
        );
      })}
      <Button size="compact-md" variant="subtle" onClick={() => without(set)}>
        {t("items.clear")}
      </Button>
    </Group>
  );
}
