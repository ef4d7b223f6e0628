import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Training } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";

import { useSteerTraining } from "../api/steer-training";
import { type Step, stepsOf } from "../states";

/** Cancel or resume, whichever the training allows as it stands, and what each will do. */
export function TrainingActions({ slug, run }: { slug: string; run: Training }) {
  const { t } = useTranslation();
  const steer = useSteerTraining(slug, run);
  const [asking, setAsking] = useState(false);
  const begin = (step: Step) => (step === "cancel" ? setAsking(true) : steer.take(step));
  const confirm = () => {
    steer.take("cancel");
    setAsking(false);
  };
  const steps = stepsOf(run);
  if (steps.length === 0 && steer.error === null) return null;
  return (
    <Stack gap="xs">
      {steps.map((step) => (
        <Group key={step}>
          <Button
            variant={step === "resume" ? "filled" : "default"}
            loading={steer.isPending && steer.taken === step}
            disabled={steer.isPending}
            onClick={() => begin(step)}
          >
            {t(`training.${step}`)}
          </Button>
          <Text size="sm" c="dimmed">
            {t(`training.${step}_means`)}
          </Text>
        </Group>
      ))}
      <ErrorNote error={steer.error} />
      <Dialog title={t("training.cancel_ask")} opened={asking} onClose={() => setAsking(false)}>
        <Text mb="md">{t("training.cancel_means")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("training.go_on")}
          </Button>
          <Button color="red.9" onClick={confirm}>
            {t("training.cancel")}
          </Button>
        </Group>
      </Dialog>
    </Stack>
  );
}
