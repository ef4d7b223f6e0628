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
    ...useSettings(told),
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
  const { t } = useTranslation();
  const known = codes.filter((code) => typeof code === "string");
  // A block of its own: the fact it stands in takes its direction from its first letter.
  return (
    <div>
      {known.map((code, index) => (
        <span key={code}>
          {index > 0 && t("common.comma")}
          <LanguageName code={code} />
        </span>
      ))}
    </div>
  );
}

/** Parameters that the start form has words for. */
const worded = [
  "engine",
  "made_by",
  "voice",
  "source",
  "failed_check",
  "score_below",
  "max_attempts",
  "groups",
  "recognizers",
  "set_aside",
  "text_changed",
  "corrected_only",
  "again",
] as const;

/** What else it was told; the rest in names of the program, and nothing that says nothing. */
function useSettings(told: Record<string, unknown>): [string, ReactNode][] {
  const { t } = useTranslation();
  // Which score counts says nothing where none was asked for.
  const { score, ...others } = told;
  const meant = told["score_below"] == null ? others : { score, ...others };
  const said = Object.entries(meant).filter(([, value]) => saysSomething(value));
  const known = worded.flatMap((name): [string, ReactNode][] => {
    const value = said.find(([one]) => one === name)?.[1];
    return value === undefined ? [] : [[t(`jobs.choose_${name}`), inWords(value, t("jobs.yes"))]];
  });
  const rest = said.filter(([name]) => !worded.some((one) => one === name));
  const pairs = rest.map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  if (pairs.length === 0) return known;
  return [...known, [t("jobs.settings"), <bdi dir="ltr">{pairs.join(", ")}</bdi>]];
}

function saysSomething(value: unknown): boolean {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return value !== "" && value !== null && value !== false && !isEmpty;
}

function inWords(value: unknown, yes: string): string {
  if (value === true) return yes;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
