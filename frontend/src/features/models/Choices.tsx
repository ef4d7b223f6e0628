import { NativeSelect, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import type { Models } from "@/api/types";

import type { ModelFilter } from "./api/get-models";

interface Props {
  choices: Models["choices"];
  base: string;
  filter: ModelFilter;
  onChange: (part: Partial<ModelFilter>) => void;
}

type Option = { value: string; label: string };

/** What the plots show; it stands in the address. */
export function Choices({ choices, base, filter, onChange }: Props) {
  const { t } = useTranslation();
  const { benchmarks, systems, judges, protocols } = choices;
  const codes = [...new Set(benchmarks.flatMap(({ languages }) => languages))];
  const languages = useLanguagesAmong(codes).map(({ code, name }) => ({
    value: code,
    label: name,
  }));
  const all = { value: "", label: t("common.all") };
  const plain = (names: string[]): Option[] => names.map((name) => ({ value: name, label: name }));
  const fields: [keyof ModelFilter, Option[]][] = [
    ["benchmark", [all, ...plain(benchmarks.map(({ name }) => name))]],
    ["base", plain(systems)],
    ["judge", [all, ...plain(judges)]],
    [
      "protocol",
      [
        all,
        ...protocols
          .filter((one): one is "both" | "single" => one === "both" || one === "single")
          .map((value) => ({ value, label: t(`benchmarks.protocol_${value}`) })),
      ],
    ],
    [
      "by",
      [
        { value: "system", label: t("models.by_system") },
        { value: "language", label: t("models.by_language") },
      ],
    ],
    ["language", [{ value: "", label: t("models.mean") }, ...languages]],
  ];
  // A row a language shows them all.
  const shown = fields.filter(([field]) => field !== "language" || filter.by !== "language");
  return (
    <SimpleGrid
      cols={{ base: 1, xs: 2, md: 3 }}
      role="group"
      aria-label={t("models.choices")}
      maw="58rem"
    >
      {shown.map(([field, data]) => (
        <NativeSelect
          key={field}
          label={t(`models.${field}`)}
          data={data}
          value={field === "base" ? base : filter[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
