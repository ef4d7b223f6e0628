import { Anchor, SimpleGrid, Stack, Text } from "@mantine/core";
import { usePrefetchQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useDataset } from "@/api/datasets";
import { useUser } from "@/api/session";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { useNumbers } from "@/lib/numbers";

import { attentionQuery, useAttention } from "./api/get-attention";
import { benchmarkedQuery, useBenchmarked } from "./api/get-benchmarked";
import { overviewQuery, useOverview } from "./api/get-overview";
import { Concerns } from "./Concerns";
import { concernsOf } from "./concerns";
import { Flow } from "./Flow";
import { LanguageMatrix } from "./LanguageMatrix";
import { NextStep } from "./NextStep";
import { nextOf, stagesOf } from "./stages";

interface Props {
  /** What runs now; it belongs to another feature. */
  aside: ReactNode;
}

/** The dataset on one page: the road as a flow, what is stuck, what runs, languages by stage. */
export function OverviewPage({ aside }: Props) {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const manages = useUser()?.role !== "researcher";
  // All at once: a component that suspends asks for one after the other.
  usePrefetchQuery(overviewQuery(slug));
  usePrefetchQuery(attentionQuery(slug, manages));
  usePrefetchQuery(benchmarkedQuery(slug));
  const dataset = useDataset(slug);
  const { items } = useOverview(slug);
  return (
    <>
      <PageTitle title={dataset.name} lead={dataset.description} />
      {items === 0 ? (
        <EmptyState title={t("overview.empty_title")} teaches={t("overview.empty_teaches")}>
          <Anchor component={Link} to={`/d/${slug}/import`}>
            {t("overview.go_import")}
          </Anchor>
        </EmptyState>
      ) : (
        <Road slug={slug} manages={manages} aside={aside} />
      )}
    </>
  );
}

function Road({ slug, manages, aside }: Props & { slug: string; manages: boolean }) {
  const overview = useOverview(slug);
  const attention = useAttention(slug);
  const benchmark = useBenchmarked(slug);
  const { count } = useNumbers();
  const stages = stagesOf(overview, attention, benchmark);
  const next = nextOf(stages);
  return (
    <Stack gap="xl">
      {manages && next !== undefined && <NextStep slug={slug} stage={next} />}
      <Flow slug={slug} stages={stages} />
      <SimpleGrid cols={manages ? { base: 1, md: 2 } : 1} spacing="xl">
        {manages && <Concerns slug={slug} concerns={concernsOf(overview, attention)} />}
        {aside}
      </SimpleGrid>
      <LanguageMatrix slug={slug} overview={overview} benchmark={benchmark} />
      <Text size="sm" c="dimmed">
        {overview.sources.map(({ name, items }) => `${name}: ${count(items)}`).join(" · ")}
      </Text>
    </Stack>
  );
}
