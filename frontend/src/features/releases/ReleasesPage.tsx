import { Anchor, Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useOpenJobs } from "@/api/jobs";
import { useUser } from "@/api/session";
import type { Release } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { JobsUnderWay } from "@/components/JobsUnderWay";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";
import { useNumbers } from "@/lib/numbers";

import { useReleases } from "./api/get-releases";
import { NewReleaseForm } from "./NewReleaseForm";

/** What the dataset was at moments somebody gave a name to. */
export function ReleasesPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const manages = useUser()?.role !== "researcher";
  const releases = useReleases(slug);
  const rows = releases.data ?? [];
  const making = useOpenJobs(slug, ["release"], "releases");
  return (
    <>
      <PageTitle title={t("releases.title")} lead={t("releases.lead")} />
      <Stack>
        {manages && !releases.isPending && (
          <NewReleaseForm slug={slug} taken={rows.map(({ name }) => name)} />
        )}
        <ErrorNote
          error={releases.isFetchNextPageError ? null : releases.error}
          onRetry={() => void releases.refetch()}
        />
        {releases.isPending && <Loading />}
        <JobsUnderWay slug={slug} jobs={making}>
          {t("releases.making")}
        </JobsUnderWay>
        {releases.isSuccess && rows.length + making.length === 0 && (
          <EmptyState title={t("releases.empty_title")} teaches={t("releases.empty_teaches")} />
        )}
        {rows.map((release) => (
          <ReleaseCard key={release.name} slug={slug} release={release} />
        ))}
        <ShowMore list={releases} shown={rows.length} />
      </Stack>
    </>
  );
}

function ReleaseCard({ slug, release }: { slug: string; release: Release }) {
  const { t } = useTranslation();
  const { count, decimal, date } = useNumbers();
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          <Anchor component={Link} to={`/d/${slug}/releases/${release.name}`} inherit>
            <bdi>{release.name}</bdi>
          </Anchor>
        </Title>
        <Badge variant="default" tt="none">
          {release.gates_failed === 0
            ? t("releases.all_gates")
            : t("releases.gates_failed", {
                count: release.gates_failed,
                written: count(release.gates_failed),
              })}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {[
          date(release.created_at),
          t("releases.rows", { count: release.rows, written: count(release.rows) }),
          t("releases.hours", { written: decimal(release.hours) }),
          t("releases.languages", {
            count: release.languages.length,
            written: count(release.languages.length),
          }),
        ].join(" · ")}
      </Text>
      {release.notes !== "" && <Text mt="xs">{release.notes}</Text>}
    </Paper>
  );
}
