import { Stack, Title } from "@mantine/core";
import { usePrefetchQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { datasetQuery } from "@/api/datasets";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { choicesQuery } from "./api/get-choices";
import { jobKindsQuery } from "./api/get-job-kinds";
import { useJobs } from "./api/get-jobs";
import { JobCard } from "./JobCard";
import { StartJobForm } from "./StartJobForm";

export function JobsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  // All at once: a component that suspends asks for one after the other.
  usePrefetchQuery(jobKindsQuery);
  usePrefetchQuery(choicesQuery(slug));
  usePrefetchQuery(datasetQuery(slug));
  const jobs = useJobs(slug);
  return (
    <>
      <PageTitle title={t("jobs.title")} lead={t("jobs.lead")} />
      <Stack gap="xl">
        <StartJobForm key={slug} slug={slug} />
        <Stack component="section" aria-labelledby="jobs-so-far">
          <Title order={2} size="h3" id="jobs-so-far">
            {t("jobs.so_far")}
          </Title>
          {jobs.data.length === 0 && (
            <EmptyState title={t("jobs.empty_title")} teaches={t("jobs.empty_teaches")} />
          )}
          {jobs.data.map((job) => (
            <JobCard key={job.id} slug={slug} job={job} />
          ))}
          <ShowMore list={jobs} shown={jobs.data.length} />
        </Stack>
      </Stack>
    </>
  );
}
