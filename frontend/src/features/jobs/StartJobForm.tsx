import { Button, Group, Paper, Radio, Stack, Text, Title } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";

import { useJobKinds } from "./api/get-job-kinds";
import { isActive, useJobs } from "./api/get-jobs";
import { useStartJob } from "./api/start-job";

/** English is the source: there is nothing to translate it from. */
function offeredFor(kind: string, languages: string[]): string[] {
  return kind === "translate" ? languages.filter((code) => code !== "eng") : languages;
}

export function StartJobForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const kinds = useJobKinds();
  const { languages } = useDataset(slug);
  const [kind, setKind] = useState(kinds[0]?.kind ?? "");
  const [chosen, setChosen] = useState(languages);
  const { start, error, isPending } = useStartJob(slug);
  const runs = useJobs(slug).some((job) => isActive(job) && job.kind === kind);
  const offered = offeredFor(kind, languages);
  const asked = chosen.filter((code) => offered.includes(code));

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!runs) start({ kind, parameters: { languages: asked } });
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("jobs.start")}
        </Title>
        <Radio.Group label={t("jobs.what")} value={kind} onChange={setKind}>
          <Stack gap="xs" mt="xs">
            {kinds.map(({ kind: value, title, description }) => (
              <Radio key={value} value={value} label={title} description={description} />
            ))}
          </Stack>
        </Radio.Group>
        <LanguagePicker
          label={t("common.languages")}
          offered={offered}
          chosen={asked}
          onChange={setChosen}
        />
        <Text size="sm" c="dimmed">
          {t("jobs.will_do", { count: asked.length })}
        </Text>
        <ErrorNote error={error} />
        <Group>
          <Button type="submit" loading={isPending} disabled={runs || asked.length === 0}>
            {t("jobs.start_button")}
          </Button>
          {runs && <Text size="sm">{t("jobs.runs_already")}</Text>}
        </Group>
      </Stack>
    </Paper>
  );
}
