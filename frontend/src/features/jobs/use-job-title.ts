import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";

import { useJobKinds } from "./api/get-job-kinds";

/** "Translate · 22 languages" */
export function useJobTitle(): (job: Job) => string {
  const { t } = useTranslation();
  const kinds = useJobKinds();
  return (job) => {
    const title = kinds.find(({ kind }) => kind === job.kind)?.title ?? job.kind;
    const { languages: asked } = job.parameters;
    const languages = Array.isArray(asked) ? asked.length : undefined;
    return languages === undefined
      ? title
      : `${title} · ${t("jobs.languages", { count: languages })}`;
  };
}
