import { Button, Group, Paper, Radio, Stack, Text, Title } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { isOpen } from "@/lib/job-states";

import { AdvancedFields } from "./AdvancedFields";
import { AgainFields } from "./AgainFields";
import { useEstimate } from "./api/estimate-job";
import { useJobKinds } from "./api/get-job-kinds";
import { useJobs } from "./api/get-jobs";
import { useStartJob } from "./api/start-job";
import { isAgain } from "./choices";
import { EstimateNote } from "./EstimateNote";
import { useJobOrder, workOf } from "./use-job-order";

export function StartJobForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const kinds = useJobKinds();
  const form = useJobOrder(slug, kinds[0]?.kind ?? "");
  const { start, error, isPending } = useStartJob(slug);
  const { order, complete, languages } = form;
  const estimation = useEstimate(slug, workOf(form.settled), complete);
  // Nothing starts before the manager could read what it will do. A refused estimate says why.
  const told = form.settled === order && !estimation.isPending && !estimation.isPlaceholderData;
  const runs = useJobs(slug).data.some((job) => isOpen(job) && job.kind === order.kind);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (told && !runs) start(order);
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("jobs.start")}
        </Title>
        <Radio.Group label={t("jobs.what")} value={form.kind.value} onChange={form.kind.set}>
          <Stack gap="xs" mt="xs">
            {kinds.map(({ kind: value, title, description }) => (
              <Radio key={value} value={value} label={title} description={description} />
            ))}
          </Stack>
        </Radio.Group>
        {languages.offered.length > 0 && (
          <LanguagePicker
            label={t("common.languages")}
            offered={languages.offered}
            chosen={languages.asked}
            onChange={languages.set}
          />
        )}
        {isAgain(order.kind) && (
          <AgainFields kind={order.kind} choice={form.choice.value} onChange={form.choice.set} />
        )}
        <details>
          <summary>{t("jobs.advanced")}</summary>
          <AdvancedFields priority={form.priority} budget={form.budget} />
        </details>
        <EstimateNote order={form.settled} estimation={estimation} complete={complete} />
        {!isAgain(order.kind) && (
          <Text size="sm" c="dimmed">
            {t("jobs.only_missing")}
          </Text>
        )}
        <ErrorNote error={error} />
        <Group>
          <Button type="submit" loading={isPending} disabled={runs || !complete || !told}>
            {t("jobs.start_button")}
          </Button>
          {runs && <Text size="sm">{t("jobs.runs_already")}</Text>}
        </Group>
      </Stack>
    </Paper>
  );
}
