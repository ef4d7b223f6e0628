import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { useSteerJob } from "./api/steer-job";
import { CancelDialog } from "./CancelDialog";
import { stepsOf, type Step } from "./states";

interface Props {
  slug: string;
  job: Job;
  /** Says beside each button what it will do. */
  explained?: boolean;
}

/** Pause, resume, try again, cancel: whatever the job allows as it stands. */
export function JobActions({ slug, job, explained = false }: Props) {
  const { t } = useTranslation();
  const steer = useSteerJob(slug, job.id);
  const [asking, setAsking] = useState(false);
  const steps = stepsOf(job);
  const begin = (step: Step) => (step === "cancel" ? setAsking(true) : steer.take(step));
  const button = (step: Step) => (
    <Button
      key={step}
      variant={step === "resume" || step === "retry" ? "filled" : "default"}
      title={t(`jobs.${step}_means`)}
      loading={steer.isPending && steer.taken === step}
      disabled={steer.isPending}
      onClick={() => begin(step)}
    >
      {t(`jobs.${step}`)}
    </Button>
  );
  if (steps.length === 0 && steer.error === null) return null;
  return (
    <Stack gap="xs">
      {explained ? (
        steps.map((step) => (
          <Group key={step}>
            {button(step)}
            <Text size="sm" c="dimmed">
              {t(`jobs.${step}_means`)}
            </Text>
          </Group>
        ))
      ) : (
        <Group gap="xs">{steps.map(button)}</Group>
      )}
      <ErrorNote error={steer.error} />
      <CancelDialog
        opened={asking}
        onClose={() => setAsking(false)}
        onCancel={() => steer.take("cancel")}
      />
    </Stack>
  );
}
