import { NativeSelect, Group, Stack } from "@mantine/core";
import { startTransition } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { useLanguages } from "@/api/languages";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { useUrlFilter } from "@/lib/use-url-filter";

import { ActivityPlot } from "./ActivityPlot";
import { AgreementPlot } from "./AgreementPlot";
import { useRaters } from "./api/get-raters";
import { busiest } from "./people";
import { PeoplePlot } from "./PeoplePlot";
import { ShortfallPlot } from "./ShortfallPlot";
import { TimesPlot } from "./TimesPlot";

const defaults = { language: "", rater: "" };
type Filter = typeof defaults;

/** Who works, how fast, how far they agree, and who is missing where. Managers alone see it. */
export function RatersPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, change] = useUrlFilter(defaults);
  const found = useRaters(slug, filter.language, filter.rater);
  const raters = busiest(found.raters);
  return (
    <>
      <PageTitle title={t("raters.title")} lead={t("raters.lead")} />
      <Stack gap="lg">
        <Filters
          slug={slug}
          filter={filter}
          onChange={(part) => startTransition(() => change(part))}
        />
        {raters.length === 0 ? (
          <EmptyState title={t("raters.empty_title")} teaches={t("raters.empty_teaches")} />
        ) : (
          <>
            <ActivityPlot slug={slug} days={found.days} filter={filter} />
            <PeoplePlot slug={slug} raters={raters} rules={found.rules_version} />
            <TimesPlot slug={slug} raters={raters} />
            <AgreementPlot slug={slug} raters={raters} />
          </>
        )}
        <ShortfallPlot slug={slug} shortfalls={found.shortfalls} />
      </Stack>
    </>
  );
}

interface FiltersProps {
  slug: string;
  filter: Filter;
  onChange: (part: Partial<Filter>) => void;
}

function Filters({ slug, filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const everybody = useRaters(slug).raters;
  const languages = [...new Set(everybody.map(({ language }) => language))].sort();
  const people = new Map(everybody.map(({ rater, name }) => [String(rater), name]));
  const all = { value: "", label: t("common.all") };
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t("common.language")}
        value={filter.language}
        data={[all, ...languages.map((value) => ({ value, label: names.get(value) ?? value }))]}
        onChange={(event) => onChange({ language: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("raters.rater")}
        value={filter.rater}
        data={[all, ...Array.from(people, ([value, label]) => ({ value, label }))]}
        onChange={(event) => onChange({ rater: event.currentTarget.value })}
      />
    </Group>
  );
}
