import { Anchor, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useDataset } from "@/api/datasets";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";

import { useOverview } from "./api/get-overview";
import { Flow } from "./Flow";
import { LanguageMatrix } from "./LanguageMatrix";
import { stagesOf } from "./stages";

interface Props {
  /** What runs now; it belongs to another feature. */
  aside: ReactNode;
}

/** The dataset on one page: the road as a flow, what runs, every language by stage. */
export function OverviewPage({ aside }: Props) {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const dataset = useDataset(slug);
  const overview = useOverview(slug);
  return (
    <>
      <PageTitle title={dataset.name} lead={dataset.description} />
      {overview.items === 0 ? (
        <EmptyState title={t("overview.empty_title")} teaches={t("overview.empty_teaches")}>
          <Anchor component={Link} to={`/d/${slug}/import`}>
            {t("overview.go_import")}
          </Anchor>
        </EmptyState>
      ) : (
        <Stack gap="xl">
          <Flow slug={slug} stages={stagesOf(overview)} />
          {aside}
          <LanguageMatrix slug={slug} overview={overview} />
          <Text size="sm" c="dimmed">
            {overview.sources.map(({ name, items }) => `${name}: ${items}`).join(" · ")}
          </Text>
        </Stack>
      )}
    </>
  );
}
