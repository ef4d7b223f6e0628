import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { splitNamed, splits } from "@/lib/splits";

import type { ItemFilter } from "./api/get-items";
import { useSources } from "./api/get-sources";

interface Props {
  slug: string;
  filter: ItemFilter;
  onChange: (filter: ItemFilter) => void;
}

const PAUSE_MS = 300;

export function Filters({ slug, filter, onChange }: Props) {
  const { t } = useTranslation();
  const sources = useSources(slug);
  const [search, setSearch] = useState(filter.search);
  useEffect(() => {
    if (search === filter.search) return undefined;
    const timer = setTimeout(() => onChange({ ...filter, search }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search, filter, onChange]);
  return (
    <Group align="flex-end">
      <TextInput
        type="search"
        label={t("items.search")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("items.split")}
        value={filter.split ?? ""}
        data={[
          { value: "", label: t("common.all") },
          ...splits.map((split) => ({ value: split, label: t(`split.${split}`) })),
        ]}
        onChange={(event) => onChange({ ...filter, split: splitNamed(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t("items.source")}
        value={filter.source}
        data={[
          { value: "", label: t("common.all") },
          ...sources.map(({ slug: value, name }) => ({ value, label: name })),
        ]}
        onChange={(event) => onChange({ ...filter, source: event.currentTarget.value })}
      />
    </Group>
  );
}
