import { Anchor, Stack } from "@mantine/core";
import { startTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { useUrlFilter } from "@/lib/use-url-filter";

import { everything, fileOf, type StatisticsFilter, useStatistics } from "./api/get-statistics";
import { AlphaPlot } from "./AlphaPlot";
import { DisputeSection } from "./disputes/DisputeSection";
import { defaults, statisticsFilter } from "./filter";
import { Filters } from "./Filters";
import { NeedsPlot } from "./NeedsPlot";
import { OpinionPlot } from "./OpinionPlot";
import { Planner } from "./Planner";
import { ScreeningNote } from "./ScreeningNote";

/** What native speakers said of the recordings, how sure that is, and what is still missing. */
export function QualityPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const manages = useUser()?.role !== "researcher";
  const [address, change] = useUrlFilter(defaults);
  const filter = statisticsFilter(address);
  const known = useStatistics(slug, everything);
  return (
    <>
      <PageTitle title={t("quality.title")} lead={t("quality.lead")} />
      <Stack gap="lg">
        {known.votes === 0 ? (
          <NoVotes slug={slug} />
        ) : (
          <>
            <Filters
              filter={filter}
              rows={known.rows}
              onChange={(part) => startTransition(() => change(part))}
            />
            <Opinions slug={slug} filter={filter} />
          </>
        )}
        <Anchor component={Link} to={`/d/${slug}/corrections`}>
          {t("quality.go_corrections")}
        </Anchor>
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

function Opinions({ slug, filter }: { slug: string; filter: StatisticsFilter }) {
  const { t } = useTranslation();
  const statistics = useStatistics(slug, filter);
  return (
    <>
      <div>
        <ScreeningNote slug={slug} statistics={statistics} filter={filter} />
        <Anchor href={fileOf(slug, filter, "votes")} download fz="sm">
          {t("quality.download_csv", { name: t("quality.file_votes") })}
        </Anchor>
      </div>
      <OpinionPlot slug={slug} rows={statistics.rows} rules={filter.rules} />
      <AlphaPlot slug={slug} rows={statistics.rows} rules={filter.rules} />
      <NeedsPlot slug={slug} needs={statistics.needs} rules={filter.rules} />
    </>
  );
}
