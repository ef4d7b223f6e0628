import { Button, Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useLanguagesAmong } from "@/api/languages";
import { useUser } from "@/api/session";

import { type AnswerFilter, counts, kinds, narrowed } from "./filter";

interface Props {
  slug: string;
  filter: AnswerFilter;
  /** Changes some of it; the rest stays. */
  onChange: (part: Partial<AnswerFilter>) => void;
}

export function Filters({ slug, filter, onChange }: Props) {
  const { t } = useTranslation();
  const known = useLanguagesAmong(useDataset(slug).languages);
  const manages = useUser()?.role !== "researcher";
  const said = (value: string) =>
    value === "yes" || value === "no"
      ? t(`answers.counts_${value}`)
      : t(`quality.reason.${value as "too_fast"}`);
  return (
    <>
      <Group align="flex-end">
        <NativeSelect
          label={t("answers.kind")}
          value={filter.kind}
          data={kinds.map((value) => ({ value, label: t(`answers.kind_${value}`) }))}
          onChange={(event) => onChange({ kind: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("common.language")}
          value={filter.language}
          data={[
            { value: "", label: t("common.all") },
            ...known.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => onChange({ language: event.currentTarget.value })}
        />
        {filter.kind === "listening" && (
          <NativeSelect
            label={t("answers.counts")}
            value={filter.counts}
            data={[
              { value: "", label: t("common.all") },
              ...counts.map((value) => ({ value, label: said(value) })),
            ]}
            onChange={(event) => onChange({ counts: event.currentTarget.value })}
          />
        )}
      </Group>
      <Group gap="xs">
        {narrowed
          .filter((part) => filter[part] !== "" && (part !== "rater" || manages))
          .map((part) => {
            const label = `${t(`answers.${part}`)}: ${filter[part]}`;
            return (
              <Button
                key={part}
                size="compact-md"
                radius="xl"
                variant="default"
                rightSection={<span aria-hidden>×</span>}
                aria-label={t("items.take_away", { filter: label })}
                onClick={() => onChange({ [part]: "" })}
              >
                <bdi>{label}</bdi>
              </Button>
            );
          })}
      </Group>
    </>
  );
}
