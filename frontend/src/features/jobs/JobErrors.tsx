import { Code, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";

/** Why units failed, by cause, with one example each. */
export function JobErrors({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { errors } = job.progress;
  return (
    <>
      {job.error !== "" && (
        <Text mt="xs">
          <bdi>{job.error}</bdi>
        </Text>
      )}
      {errors.length > 0 && (
        <details>
          <summary>{t("jobs.causes", { count: errors.length })}</summary>
          {errors.map(({ error, count, example }) => (
            <Text key={error} size="sm" mt="xs">
              {t("jobs.cause", { count })} <bdi>{error}</bdi>
              <Code block>{example}</Code>
            </Text>
          ))}
        </details>
      )}
    </>
  );
}
