import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Job } from "@/api/types";

import { FailureGroup } from "./FailureGroup";

/** Why units failed, by cause; each cause opens its rows. */
export function Failures({ slug, job }: { slug: string; job: Job }) {
  const { t } = useTranslation();
  const { errors } = job.progress;
  return (
    <Stack component="section" id="failures" aria-labelledby="failures-title">
      <Title order={2} size="h3" id="failures-title">
        {t("jobs.failures")}
      </Title>
      {errors.length === 0 && <Text c="dimmed">{t("jobs.no_failures")}</Text>}
      {errors.map((group) => (
        <FailureGroup key={`${group.error} ${group.example}`} slug={slug} job={job} group={group} />
      ))}
    </Stack>
  );
}
