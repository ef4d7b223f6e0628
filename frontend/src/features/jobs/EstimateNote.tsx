import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { NewJob } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { useNumbers } from "@/lib/numbers";

import type { JobEstimation } from "./api/estimate-job";
import classes from "./EstimateNote.module.css";
import { useEstimateWords } from "./use-estimate-words";

interface Props {
  order: NewJob;
  estimation: JobEstimation;
  complete: boolean;
}

/** What the job will do, take and cost, before anyone starts it. */
export function EstimateNote({ order, estimation, complete }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useEstimateWords();
  const { data: estimate, error, isPlaceholderData } = estimation;
  if (!complete) return <Text size="sm">{t("jobs.choose_language")}</Text>;
  if (error !== null) return <ErrorNote error={error} />;
  const budget = order.budget ?? null;
  return (
    <div
      className={classes.note}
      aria-live="polite"
      aria-busy={estimate === undefined || isPlaceholderData}
    >
      {estimate === undefined && <Text c="dimmed">{t("jobs.estimating")}</Text>}
      {estimate?.units === 0 && <Text>{t("jobs.nothing_to_do")}</Text>}
      {estimate !== undefined && estimate.units > 0 && (
        <>
          <Text fw={600}>{words(order.kind, estimate)}</Text>
          {estimate.measured_on > 0 && (
            <Text size="sm" c="dimmed">
              {t("jobs.measured_on", {
                count: estimate.measured_on,
                written: count(estimate.measured_on),
              })}
            </Text>
          )}
          {budget !== null && estimate.cost !== null && Number(estimate.cost) > Number(budget) && (
            <Text c="var(--studio-warn)">{t("jobs.budget_too_small")}</Text>
          )}
        </>
      )}
    </div>
  );
}
