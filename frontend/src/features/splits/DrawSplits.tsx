import { Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { isOpen } from "@/lib/job-states";

import { useDrawSplits } from "./api/draw-splits";

interface Props {
  slug: string;
  /** Items that are in no split yet. */
  undrawn: number;
}

/** Has the splits drawn, and tells how that goes; there is nothing to see once all are drawn. */
export function DrawSplits({ slug, undrawn }: Props) {
  const { t } = useTranslation();
  const { ask, job } = useDrawSplits(slug);
  const drawing = job !== undefined && isOpen(job);
  return (
    <>
      <ErrorNote error={ask.error} />
      {job?.state === "failed" && (
        <Text mt="md" role="alert">
          {t("splits.draw_failed", { reason: job.progress.errors[0]?.example ?? job.error })}
        </Text>
      )}
      {drawing && (
        <Anchor component={Link} to={`/d/${slug}/jobs/${job.id}`} role="status">
          {t("splits.drawing")}
        </Anchor>
      )}
      {undrawn > 0 && (
        <Group mt="md">
          <Button loading={ask.isPending || drawing} onClick={() => ask.mutate()}>
            {t("splits.draw")}
          </Button>
          <Text size="sm" c="dimmed">
            {t("splits.draw_means")}
          </Text>
        </Group>
      )}
    </>
  );
}
