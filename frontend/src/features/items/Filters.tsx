import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useLanguagesAmong } from "@/api/languages";
import { splits } from "@/lib/splits";

import type { Field, ItemFilter } from "./filter";
import { MoreFilters } from "./MoreFilters";

interface Props {
  slug: string;
  filter: ItemFilter;
  /** Changes some of it; the rest stays. */
  onChange: (part: Partial<ItemFilter>) => void;
}

const PAUSE_MS = 300;

export function Filters({ slug, filter, onChange }: Props) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const known = useLanguagesAmong(languages);
  const [search, setSearch] = useState(filter.search);
  const [asked, setAsked] = useState(filter.search);
  if (asked !== filter.search) {
    // Cleared, or a page back: the field follows the address.
    setAsked(filter.search);
    setSearch(filter.search);
  }
  useEffect(() => {
    if (search === filter.search) return undefined;
    const timer = setTimeout(() => onChange({ search }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search, filter.search, onChange]);
  const set = (field: Field) => (value: string) => onChange({ [field]: value });
  return (
    <>
      <Group align="flex-end">
        <TextInput
          type="search"
          label={t("items.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("items.split")}
          value={filter.split}
          data={[
            { value: "", label: t("common.all") },
            ...splits.map((split) => ({ value: split, label: t(`split.${split}`) })),
          ]}
          onChange={(event) => set("split")(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("common.language")}
          value={filter.language}
          data={[
            { value: "", label: t("common.all") },
            ...known.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => set("language")(event.currentTarget.value)}
        />
      </Group>
      <MoreFilters slug={slug} filter={filter} set={set} />
    </>
  );
}
