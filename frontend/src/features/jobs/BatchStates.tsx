import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import classes from "./BatchStates.module.css";

/** In the order of a batch's life. */
const states = ["ready", "claimed", "done", "failed", "cancelled"] as const;

/** How many batches wait, are being worked on, and came to which end; nothing before the plan. */
export function BatchStates({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { batches } = job.progress;
  const met = states.filter((state) => batches[state] > 0);
  if (met.length === 0) return null;
  return (
    <div className={classes.states}>
      <span>{t("jobs.batches")}</span>
      <dl>
        {met.map((state) => (
          <div key={state} data-state={state}>
            <dt>{t(`jobs.batch_${state}`)}</dt>
            <dd>{count(batches[state])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
