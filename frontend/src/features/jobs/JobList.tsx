import { Stack, Text, Title } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Loading } from "@/components/Loading";
import { ShowMore } from "@/components/ShowMore";
import { useUrlFilter } from "@/lib/use-url-filter";

import { none, useJobs, type Wanted } from "./api/get-jobs";
import { JobCard } from "./JobCard";
import { JobFilters } from "./JobFilters";
import { jobFilter, type JobFilter } from "./work/job-links";

/** As the API asks for it; `none` where everything is wanted. */
function wantedBy({ of: kind, from, until, ...rest }: JobFilter): Wanted {
  const wanted = { kind, worked_from: from, worked_until: until, ...rest };
  const given = Object.entries(wanted).filter(([, value]) => value !== "");
  return given.length === 0 ? none : Object.fromEntries(given);
}

/** The jobs so far, or those that a plot's link asks for. */
export function JobList({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const [filter, change] = useUrlFilter(jobFilter);
  return (
    <Stack component="section" aria-labelledby="jobs-so-far">
      <Title order={2} size="h3" id="jobs-so-far">
        {t("jobs.so_far")}
      </Title>
      <JobFilters filter={filter} onChange={change} />
      {/* Its own, so that another filter leaves the rest of the page as it is. */}
      <Suspense fallback={<Loading />}>
        <Found slug={slug} wanted={wantedBy(filter)} />
      </Suspense>
    </Stack>
  );
}

function Found({ slug, wanted }: { slug: string; wanted: Wanted }) {
  const { t } = useTranslation();
  const jobs = useJobs(slug, wanted);
  return (
    <>
      {jobs.data.length === 0 &&
        (wanted === none ? (
          <EmptyState title={t("jobs.empty_title")} teaches={t("jobs.empty_teaches")} />
        ) : (
          <Text>{t("work.none_like_it")}</Text>
        ))}
      {jobs.data.map((job) => (
        <JobCard key={job.id} slug={slug} job={job} />
      ))}
      <ShowMore list={jobs} shown={jobs.data.length} />
    </>
  );
}
