import { Stack } from "@mantine/core";
import { usePrefetchQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { datasetQuery } from "@/api/datasets";
import { PageTitle } from "@/components/PageTitle";

import { choicesQuery } from "./api/get-choices";
import { jobKindsQuery } from "./api/get-job-kinds";
import { JobList } from "./JobList";
import { StartJobForm } from "./StartJobForm";

export function JobsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  // All at once: a component that suspends asks for one after the other.
  usePrefetchQuery(jobKindsQuery);
  usePrefetchQuery(choicesQuery(slug));
  usePrefetchQuery(datasetQuery(slug));
  return (
    <>
      <PageTitle title={t("jobs.title")} lead={t("jobs.lead")} />
      <Stack gap="xl">
        <StartJobForm key={slug} slug={slug} />
        <JobList slug={slug} />
      </Stack>
    </>
  );
}
