import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import classes from "./JobFacts.module.css";

/** What the job was told, by whom, and when. */
export function JobFacts({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { date, money } = useNumbers();
  const { languages, skipped, ...told } = job.parameters;
  const when = (moment: string | null) => moment && date(moment);
  const facts: [string, ReactNode][] = [
    [t("jobs.by"), job.created_by && <bdi>{job.created_by}</bdi>],
    [t("jobs.created"), when(job.created_at)],
    [t("jobs.started"), when(job.started_at)],
    [t("jobs.finished"), when(job.finished_at)],
    [t("jobs.priority"), job.priority === 0 ? null : job.priority],
    [t("jobs.cost"), job.cost && money(job.cost, job.currency)],
    [t("jobs.budget"), job.budget && money(job.budget, job.currency)],
    [t("common.languages"), Array.isArray(languages) && <LanguageNames codes={languages} />],
    [t("jobs.left_out"), Array.isArray(skipped) && skipped.join("; ")],
    [t("jobs.settings"), settings(told)],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== false && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function LanguageNames({ codes }: { codes: unknown[] }) {
  const known = codes.filter((code) => typeof code === "string");
  return known.map((code, index) => (
    <span key={code}>
      {index > 0 && ", "}
      <LanguageName code={code} />
    </span>
  ));
}

/** The other parameters as they were sent: names of the program, not of the interface. */
function settings(told: Record<string, unknown>): ReactNode {
  const pairs = Object.entries(told).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return pairs.length > 0 && <bdi dir="ltr">{pairs.join(", ")}</bdi>;
}
