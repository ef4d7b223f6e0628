import { Anchor, Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import type { Benchmark } from "@/api/types";
import { Boundary } from "@/components/Boundary";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { JobsUnderWay } from "@/components/JobsUnderWay";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { useNumbers } from "@/lib/numbers";

import { useBenchmarks } from "./api/get-benchmarks";
import { useBenchmarkJobs } from "./api/get-jobs";
import { FreezeForm } from "./start/FreezeForm";

/** Questions frozen under names, which systems answer. */
export function BenchmarksPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const manages = useUser()?.role !== "researcher";
  const benchmarks = useBenchmarks(slug);
  const rows = benchmarks.data ?? [];
  const freezing = useBenchmarkJobs(slug).filter(({ kind }) => kind === "benchmark");
  return (
    <>
      <PageTitle title={t("benchmarks.title")} lead={t("benchmarks.lead")} />
      <Stack>
        <ErrorNote error={benchmarks.error} onRetry={() => void benchmarks.refetch()} />
        {benchmarks.isPending && <Loading />}
        <JobsUnderWay slug={slug} jobs={freezing}>
          {t("benchmarks.freezing")}
        </JobsUnderWay>
        {benchmarks.isSuccess && rows.length + freezing.length === 0 && (
          <EmptyState title={t("benchmarks.empty_title")} teaches={t("benchmarks.empty_teaches")}>
            {manages && <Anchor href="#freeze">{t("benchmarks.empty_go")}</Anchor>}
          </EmptyState>
        )}
        {rows.map((benchmark) => (
          <BenchmarkCard key={benchmark.name} slug={slug} benchmark={benchmark} />
        ))}
        {manages && !benchmarks.isPending && (
          <Boundary>
            <FreezeForm slug={slug} taken={rows.map(({ name }) => name)} />
          </Boundary>
        )}
      </Stack>
    </>
  );
}

function BenchmarkCard({ slug, benchmark }: { slug: string; benchmark: Benchmark }) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const { name, items_total: items, languages } = benchmark;
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          <Anchor component={Link} to={`/d/${slug}/benchmarks/${name}`} inherit>
            <bdi>{name}</bdi>
          </Anchor>
        </Title>
        <Badge variant="default" tt="none">
          {t(`benchmarks.task_${benchmark.task}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {[
          date(benchmark.created_at),
          t("benchmarks.items", { count: items, written: count(items) }),
          t("benchmarks.languages", { count: languages.length, written: count(languages.length) }),
        ].join(" · ")}
      </Text>
    </Paper>
  );
}
