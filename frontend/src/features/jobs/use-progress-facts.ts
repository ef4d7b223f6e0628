import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { isActive } from "@/lib/job-states";
import { useNumbers } from "@/lib/numbers";

/** A job's standing in short phrases. */
export function useProgressFacts(job: Job): string[] {
  const { t } = useTranslation();
  const { count, decimal, duration, money } = useNumbers();
  const { units_done: done, units_failed: failed, rate_per_s, seconds_left } = job.progress;
  const facts = [t("jobs.units", { done: count(done), total: count(job.units_total) })];
  if (failed > 0) facts.push(t("jobs.failed_units", { count: failed, written: count(failed) }));
  if (isActive(job) && rate_per_s !== null)
    facts.push(t("jobs.rate", { rate: decimal(rate_per_s) }));
  if (isActive(job) && seconds_left !== null)
    facts.push(t("jobs.left", { time: duration(seconds_left) }));
  if (job.cost !== null) facts.push(t("jobs.spent", { cost: money(job.cost, job.currency) }));
  if (job.budget !== null)
    facts.push(t("jobs.stops_at", { budget: money(job.budget, job.currency) }));
  return facts;
}
