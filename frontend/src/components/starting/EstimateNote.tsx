import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Estimate, NewJob } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { isAgain } from "@/lib/job-kinds";
import { useNumbers } from "@/lib/numbers";

import classes from "./EstimateNote.module.css";
import { useEstimateWords } from "./use-estimate-words";

interface Props {
  order: NewJob;
  /** Undefined where there is none yet, or the order was refused. */
  estimate: Estimate | undefined;
  waiting: boolean;
  complete: boolean;
  refused: boolean;
  /** Why it was refused, where no field says so. */
  error: Error | null;
  /** What it will do in a sentence, where the units alone don't tell. */
  does?: string;
  /** What is lacking before anything can be said; without it, a language. */
  incomplete?: string | undefined;
}

/** What the job will do, take and cost, before anyone starts it. */
export function EstimateNote(props: Props) {
  const { order, estimate, waiting, complete, refused, error, does } = props;
  const { t } = useTranslation();
  if (error !== null && complete) return <ErrorNote error={error} />;
  return (
    <div className={classes.note} aria-live="polite" aria-busy={waiting}>
      {!complete && <Text size="sm">{props.incomplete ?? t("jobs.choose_language")}</Text>}
      {complete && refused && <Text size="sm">{t("jobs.mend_first")}</Text>}
      {complete && !refused && estimate === undefined && (
        <Text c="dimmed">{t("jobs.estimating")}</Text>
      )}
      {complete && estimate !== undefined && (
        <Foreseen order={order} estimate={estimate} does={does} />
      )}
    </div>
  );
}

interface ForeseenProps {
  order: NewJob;
  estimate: Estimate;
  does: string | undefined;
}

function Foreseen({ order, estimate, does }: ForeseenProps) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useEstimateWords();
  const { units, measured_on: measured, cost } = estimate;
  const budget = order.budget ?? null;
  if (units === 0)
    return <Text>{t(isAgain(order.kind) ? "jobs.nothing_fits" : "jobs.nothing_to_do")}</Text>;
  return (
    <>
      {does !== undefined && <Text fw={600}>{does}</Text>}
      <Text {...(does === undefined ? { fw: 600 } : { size: "sm" })}>
        {words(order.kind, estimate)}
      </Text>
      {measured > 0 && (
        <Text size="sm" c="dimmed">
          {t("jobs.measured_on", { count: measured, written: count(measured) })}
        </Text>
      )}
      {budget !== null && cost !== null && Number(cost) > Number(budget) && (
        <Text c="var(--studio-warn)">{t("jobs.budget_too_small")}</Text>
      )}
      {does === undefined && !isAgain(order.kind) && (
        <Text size="sm" c="dimmed">
          {t("jobs.only_missing")}
        </Text>
      )}
    </>
  );
}
