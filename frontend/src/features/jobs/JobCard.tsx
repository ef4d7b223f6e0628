import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";
import { useNumbers } from "@/lib/numbers";

import { useCancelJob } from "./api/cancel-job";
import { isActive } from "./api/get-jobs";
import { JobErrors } from "./JobErrors";
import { JobProgress } from "./JobProgress";
import { useJobTitle } from "./use-job-title";

export function JobCard({ slug, job }: { slug: string; job: Job }) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const title = useJobTitle()(job);
  const cancel = useCancelJob(slug);
  const [asking, setAsking] = useState(false);
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <div>
          <Title order={3} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {date(job.created_at)}
            {job.created_by && (
              <>
                {" · "}
                <bdi>{job.created_by}</bdi>
              </>
            )}
          </Text>
        </div>
        {isActive(job) && (
          <Button variant="default" loading={cancel.isPending} onClick={() => setAsking(true)}>
            {t("jobs.cancel")}
          </Button>
        )}
      </Group>
      <JobProgress job={job} />
      <ErrorNote error={cancel.error} />
      <JobErrors job={job} />
      <Dialog title={t("jobs.cancel_ask")} opened={asking} onClose={() => setAsking(false)}>
        <Text mb="md">{t("jobs.cancel_means")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("jobs.go_on")}
          </Button>
          <Button
            color="red"
            onClick={() => {
              cancel.mutate(job.id);
              setAsking(false);
            }}
          >
            {t("jobs.cancel")}
          </Button>
        </Group>
      </Dialog>
    </Paper>
  );
}
