import { Anchor, Paper, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { History } from "@/components/History";
import { PageTitle } from "@/components/PageTitle";
import { isOpen } from "@/lib/job-states";

import { useJob } from "./api/get-job";
import { BatchLog } from "./BatchLog";
import { BatchStates } from "./BatchStates";
import { ChangeJobForm } from "./ChangeJobForm";
import { Failures } from "./Failures";
import { JobActions } from "./JobActions";
import { JobFacts } from "./JobFacts";
import { JobProgress } from "./JobProgress";
import { useJobTitle } from "./use-job-title";

/** One job: how far it is, what can be done with it, what it was told, what failed and why. */
export function JobPage() {
  const { t } = useTranslation();
  const { slug = "", id = "" } = useParams();
  const job = useJob(slug, Number(id));
  const title = useJobTitle()(job);
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/jobs`}>
        {t("jobs.back")}
      </Anchor>
      <PageTitle title={title} />
      <Stack gap="xl">
        <Paper withBorder p="lg">
          <Stack>
            <div>
              <JobProgress job={job} />
            </div>
            <BatchStates job={job} />
            <JobActions slug={slug} job={job} explained />
          </Stack>
        </Paper>
        <JobFacts job={job} />
        {isOpen(job) && <ChangeJobForm key={job.id} slug={slug} job={job} />}
        <Failures slug={slug} job={job} />
        <BatchLog job={job} />
        <History key={job.id} slug={slug} of="job" id={job.id} />
      </Stack>
    </>
  );
}
