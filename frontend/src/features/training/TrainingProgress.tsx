import { Badge, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Training } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { colors, type Pace } from "./states";
import { useAmounts } from "./use-amounts";

interface Props {
  run: Training;
  /** Null where it is not known, or does not go on. */
  pace: Pace | null;
}

/** How far a training is, how fast it goes, how long it will take, and why it failed. */
export function TrainingProgress({ run, pace }: Props) {
  const { t } = useTranslation();
  const { count, decimal, duration, share } = useNumbers();
  const { price } = useAmounts();
  const { step, steps, state, error, cost } = run;
  const facts =
    steps > 0 ? [t("training.steps_of", { done: count(step), total: count(steps) })] : [];
  if (pace !== null && state === "running") {
    facts.push(t("training.rate", { rate: decimal(pace.stepsPerS, 2) }));
    facts.push(t("training.left", { time: duration(pace.secondsLeft) }));
  }
  if (cost !== null) facts.push(t("training.spent", { cost: price(cost, run.currency) }));
  return (
    <>
      <Progress.Root size="lg" my="xs">
        <Progress.Section
          value={(100 * step) / Math.max(1, steps)}
          aria-label={t("training.done_share", { share: share(step, steps) })}
        />
      </Progress.Root>
      <Group gap="sm">
        {/* A new state is announced; the numbers change every few seconds, and would never stop. */}
        <Badge color={colors[state]} variant="dot" aria-live="polite">
          {t(`training.state_${state}`)}
        </Badge>
        <Text size="sm">{facts.join(" · ")}</Text>
      </Group>
      {error !== "" && (
        <Text mt="xs" c="var(--studio-bad)">
          <bdi>{error}</bdi>
        </Text>
      )}
    </>
  );
}
