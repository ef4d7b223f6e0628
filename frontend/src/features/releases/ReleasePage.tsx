import { Anchor, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import type { WholeRelease } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { Snippets } from "@/components/Snippets";
import { useNumbers } from "@/lib/numbers";

import { useRelease } from "./api/get-releases";
import { Changes } from "./Changes";
import { DataCard } from "./DataCard";
import { ExportForm } from "./ExportForm";
import { Exports } from "./Exports";
import { GateTable } from "./GateTable";
import { LanguageTable } from "./LanguageTable";
import { PublicSwitch } from "./PublicSwitch";

/** All that is published of one release, and its files. */
export function ReleasePage() {
  const { t } = useTranslation();
  const { slug = "", name = "" } = useParams();
  const release = useRelease(slug, name);
  const manages = useUser()?.role !== "researcher";
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/releases`}>
        {t("releases.back")}
      </Anchor>
      <PageTitle title={name} lead={t("releases.one_lead")} />
      <ErrorNote error={release.error} onRetry={() => void release.refetch()} />
      {release.isPending && <Loading />}
      {release.data !== undefined && (
        <Stack>
          <Facts release={release.data} />
          <Changes slug={slug} name={name} changes={release.data.changes} />
          <LanguageTable languages={release.data.numbers.languages} />
          <GateTable release={release.data} />
          {manages && <ExportForm slug={slug} release={release.data} />}
          <Exports slug={slug} name={name} />
          {manages && <PublicSwitch slug={slug} release={release.data} />}
          <Stack gap="xs">
            <History slug={slug} of="release" name={name} label={t("history.release")} />
            <History slug={slug} of="publication" name={name} label={t("history.publications")} />
            <History slug={slug} of="export" name={name} label={t("history.exports")} />
          </Stack>
          <Pull slug={slug} name={name} />
          <DataCard slug={slug} name={name} />
        </Stack>
      )}
    </>
  );
}

function Facts({ release }: { release: WholeRelease }) {
  const { t } = useTranslation();
  const { count, decimal, date } = useNumbers();
  const { numbers } = release;
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="facts">
      <Title order={2} size="h3" id="facts" mb="xs">
        {t("releases.facts")}
      </Title>
      <Text>
        {[
          t("releases.items", { count: numbers.items, written: count(numbers.items) }),
          t("releases.rows", { count: release.rows, written: count(release.rows) }),
          t("releases.hours", { written: decimal(numbers.hours) }),
          t("releases.verified", { count: numbers.verified, written: count(numbers.verified) }),
          t("releases.votes", { count: numbers.votes, written: count(numbers.votes) }),
        ].join(" · ")}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t("releases.made_at", { date: date(release.created_at) })}
        {release.previous !== null && (
          <>
            {" "}
            {t("releases.after")} <bdi>{release.previous}</bdi>
          </>
        )}
      </Text>
      {release.notes !== "" && <Text mt="xs">{release.notes}</Text>}
      <Group mt="md" gap="xs" wrap="nowrap">
        <Text size="sm">{t("releases.manifest")}</Text>
        <Code style={{ overflowWrap: "anywhere" }} dir="ltr">
          {release.manifest}
        </Code>
      </Group>
    </Paper>
  );
}

function Pull({ slug, name }: { slug: string; name: string }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="pull">
      <Title order={2} size="h3" id="pull" mb="xs">
        {t("releases.pull")}
      </Title>
      <Snippets path={`/api/v1/datasets/${slug}/releases/${name}/rows/?format=ndjson`} />
    </Paper>
  );
}
