import { Anchor, Stack } from "@mantine/core";
import { startTransition, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import type { Statistics } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";

import { fileOf, type StatisticsFilter, useStatistics } from "./api/get-statistics";
import { Details } from "./Details";
import { Filters } from "./Filters";
import { Legend } from "./Legend";
import { OpinionCharts } from "./OpinionCharts";
import { OpinionTable } from "./OpinionTable";
import { Planner } from "./Planner";
import { RaterTable } from "./RaterTable";
import { ScreeningNote } from "./ScreeningNote";

/** What native speakers said of the recordings, how sure that is, and who said it. */
export function QualityPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, setFilter] = useState<StatisticsFilter>({ by: "language", rules: 1 });
  const statistics = useStatistics(slug, filter);
  const change = (next: StatisticsFilter) => startTransition(() => setFilter(next));
  return (
    <>
      <PageTitle title={t("quality.title")} lead={t("quality.lead")} />
      <Stack gap="lg">
        {statistics.votes === 0 ? (
          <NoVotes slug={slug} />
        ) : (
          <>
            <Filters filter={filter} onChange={change} />
            <Opinions slug={slug} filter={filter} statistics={statistics} />
          </>
        )}
        <Planner slug={slug} />
      </Stack>
    </>
  );
}

function NoVotes({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const manages = useUser()?.role !== "researcher";
  return (
    <EmptyState title={t("quality.empty_title")} teaches={t("quality.empty_teaches")}>
      {manages && (
        <Anchor component={Link} to={`/d/${slug}/campaigns`}>
          {t("quality.go_campaigns")}
        </Anchor>
      )}
    </EmptyState>
  );
}

interface OpinionsProps {
  slug: string;
  filter: StatisticsFilter;
  statistics: Statistics;
}

function Opinions({ slug, filter, statistics }: OpinionsProps) {
  const { t } = useTranslation();
  return (
    <>
      <ScreeningNote statistics={statistics} />
      <Legend />
      <OpinionCharts rows={statistics.rows} />
      <Details
        title={t("quality.as_table")}
        files={{
          [t("quality.file_table")]: fileOf(slug, filter, "table"),
          [t("quality.file_votes")]: fileOf(slug, filter, "votes"),
        }}
      >
        <OpinionTable rows={statistics.rows} />
      </Details>
      <Details
        title={t("quality.raters")}
        files={{ [t("quality.file_raters")]: fileOf(slug, filter, "raters") }}
      >
        <RaterTable raters={statistics.raters} />
      </Details>
    </>
  );
}
