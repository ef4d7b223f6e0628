import { Button, Group, Stack } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { AdvancedFields } from "./AdvancedFields";
import { useChangeJob } from "./api/change-job";
import { isToldByFields, problemsOf } from "@/lib/problems";

/** Priority and budget may change while a job runs or waits. */
export function ChangeJobForm({ slug, job }: { slug: string; job: Job }) {
  const { t } = useTranslation();
  const [priority, setPriority] = useState(String(job.priority));
  const [budget, setBudget] = useState(job.budget ?? "");
  const change = useChangeJob(slug, job.id);
  const problems = problemsOf(change.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ priority: Number(priority), budget: budget === "" ? null : budget });
  };
  return (
    <details>
      <summary>{t("jobs.change")}</summary>
      <form onSubmit={submit}>
        <Stack>
          <AdvancedFields
            priority={{ value: priority, set: setPriority }}
            budget={{ value: budget, set: setBudget }}
            problem={(name) => problems[name]}
          />
          <ErrorNote
            error={isToldByFields(change.error, ["priority", "budget"]) ? null : change.error}
          />
          <Group aria-live="polite">
            <Button type="submit" variant="default" loading={change.isPending}>
              {t("common.save")}
            </Button>
            {change.isSuccess && t("common.saved")}
          </Group>
        </Stack>
      </form>
    </details>
  );
}
