import { Anchor, Stack } from "@mantine/core";
import { startTransition, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import { SaveChart } from "@/components/charts/SaveChart";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";

import { everything, fileOf, type StatisticsFilter, useStatistics } from "./api/get-statistics";
import { CorrectionSection } from "./corrections/CorrectionSection";
import { Details } from "./Details";
import { DisputeSection } from "./disputes/DisputeSection";
import { Filters } from "./Filters";
import { Legend } from "./Legend";
import { OpinionCharts } from "./OpinionCharts";
import { OpinionTable } from "./OpinionTable";
import { Planner } from "./Planner";
import { RaterTable } from "./RaterTable";
import { ScreeningNote } from "./ScreeningNote";

const first: StatisticsFilter = { ...everything, by: "language", rules: 2 };

/** What native speakers said of the recordings, how sure that is, and who said it. */
export function QualityPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const manages = useUser()?.role !== "researcher";
  const [filter, setFilter] = useState(first);
  const known = useStatistics(slug, everything);
  const change = (next: StatisticsFilter) => startTransition(() => setFilter(next));
  return (
    <>
      <PageTitle title={t("quality.title")} lead={t("quality.lead")} />
      <Stack gap="lg">
        {known.votes === 0 ? (
          <NoVotes slug={slug} />
        ) : (
          <>
            <Filters filter={filter} rows={known.rows} onChange={change} />
            <Opinions slug={slug} filter={filter} />
          </>
        )}
        <CorrectionSection slug={slug} />
        {manages && <DisputeSection slug={slug} />}
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
}

function Opinions({ slug, filter }: OpinionsProps) {
  const { t } = useTranslation();
  const statistics = useStatistics(slug, filter);
  const charts = useRef<HTMLDivElement>(null);
  return (
    <>
      <Stack gap="lg" ref={charts}>
        <ScreeningNote statistics={statistics} />
        <Legend />
        <OpinionCharts rows={statistics.rows} />
      </Stack>
      <SaveChart of={charts} name={`${slug}.ratings.rules-${filter.rules}`} />
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
