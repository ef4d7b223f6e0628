import { Group, NativeSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { useDataset } from "@/api/datasets";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { useUrlFilter } from "@/lib/use-url-filter";

import { useJobKinds } from "../api/get-job-kinds";
import { useWorkload } from "../api/get-workload";
import { type By, dimensions } from "./amounts";
import { Causes } from "./Causes";
import { Spent } from "./Spent";
import { Throughput } from "./Throughput";
import { useNameOf } from "./use-words";
import { Budgets, Waiting } from "./Waiting";

const periods = ["1", "7", "30", "90", "365"] as const;
const defaults = { days: "30", kind: "", language: "", by: "kind" };

/** What jobs did lately, what it cost, what failed, and what waits. */
export function WorkPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, change] = useUrlFilter(defaults);
  const days = periods.find((period) => period === filter.days) ?? "30";
  const by = dimensions.find((one) => one === filter.by) ?? "kind";
  const { kind, language } = filter;
  const { data: work, error, refetch } = useWorkload(slug, { days: Number(days), kind, language });
  return (
    <>
      <PageTitle title={t("work.title")} lead={t("work.lead")} />
      <Stack>
        <Filters slug={slug} filter={{ ...filter, days }} onChange={change} />
        <ErrorNote error={error} onRetry={() => void refetch()} />
        {work === undefined && error === null && <Loading />}
        {work !== undefined && (
          <>
            {work.times.length === 0 ? (
              <EmptyState title={t("work.empty_title")} teaches={t("work.empty_teaches")} />
            ) : (
              <>
                <Throughput slug={slug} language={language} work={work} />
                <Spent
                  slug={slug}
                  work={work}
                  by={by}
                  language={language}
                  onBy={(chosen: By) => change({ by: chosen })}
                />
              </>
            )}
            <Waiting slug={slug} work={work} />
            <Budgets slug={slug} work={work} />
            <Causes slug={slug} work={work} />
          </>
        )}
      </Stack>
    </>
  );
}

interface FiltersProps {
  slug: string;
  filter: typeof defaults;
  onChange: (part: Partial<typeof defaults>) => void;
}

function Filters({ slug, filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const kinds = useJobKinds();
  const { languages } = useDataset(slug);
  const nameOf = useNameOf();
  const all = { value: "", label: t("common.all") };
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t("work.period")}
        value={filter.days}
        data={periods.map((value) => ({ value, label: t(`work.days_${value}`) }))}
        onChange={(event) => onChange({ days: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("work.kind")}
        value={filter.kind}
        data={[all, ...kinds.map(({ kind: value, title: label }) => ({ value, label }))]}
        onChange={(event) => onChange({ kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("common.language")}
        value={filter.language}
        data={[all, ...languages.map((value) => ({ value, label: nameOf("language", value) }))]}
        onChange={(event) => onChange({ language: event.currentTarget.value })}
      />
    </Group>
  );
}
