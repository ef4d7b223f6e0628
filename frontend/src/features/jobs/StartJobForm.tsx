import { Button, Group, Paper, Radio, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { EstimateNote } from "@/components/starting/EstimateNote";
import { useJobForm } from "@/components/starting/use-job-form";
import { isAgain } from "@/lib/job-kinds";
import { isOpen } from "@/lib/job-states";
import { isToldByFields } from "@/lib/problems";

import { AdvancedFields } from "./AdvancedFields";
import { useChoices } from "./api/get-choices";
import { useJobKinds } from "./api/get-job-kinds";
import { useJobs } from "./api/get-jobs";
import { fieldNames, pageOf } from "./choices";
import { Elsewhere } from "./Elsewhere";
import { KindFields } from "./fields/KindFields";
import { useJobOrder } from "./use-job-order";

export function StartJobForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const kinds = useJobKinds().filter(({ kind }) => pageOf(kind) === undefined);
  const choices = useChoices(slug);
  // A link may lead to a kind of its own.
  const asked = useSearchParams()[0].get("kind");
  const first = kinds.find(({ kind }) => kind === asked) ?? kinds[0];
  const form = useJobOrder(slug, first?.kind ?? "");
  const { order, languages } = form;
  const started = useJobForm(slug, order, form.complete);
  const { refused, error, problems, isUnderWay } = started;
  const runs = useJobs(slug).data.some((job) => isOpen(job) && job.kind === order.kind);
  const problem = (name: string) => problems[name];
  const shown = ["languages", "priority", "budget", ...fieldNames(order.kind)];

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    started.start();
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("jobs.start")}
        </Title>
        <Radio.Group label={t("jobs.what")} value={form.kind.value} onChange={form.kind.set}>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" verticalSpacing="md" mt="xs">
            {kinds.map(({ kind: value, title, description }) => (
              <Radio key={value} value={value} label={title} description={description} />
            ))}
          </SimpleGrid>
        </Radio.Group>
        <Elsewhere slug={slug} />
        {isAgain(order.kind) && <Text size="sm">{t(`jobs.again_${order.kind}`)}</Text>}
        <KindFields
          kind={order.kind}
          choice={form.choice.value}
          set={form.choice.set}
          choices={choices}
          problem={problem}
        />
        {languages.offered.length > 0 && (
          <LanguagePicker
            label={t("common.languages")}
            offered={languages.offered}
            lacked={languages.lacked}
            chosen={languages.asked}
            error={problem("languages")}
            onChange={languages.set}
          />
        )}
        <details open={"priority" in problems || "budget" in problems || undefined}>
          <summary>{t("jobs.advanced")}</summary>
          <AdvancedFields priority={form.priority} budget={form.budget} problem={problem} />
        </details>
        <EstimateNote
          {...started}
          error={isToldByFields(refused, shown) ? null : refused}
          refused={refused !== null}
        />
        <ErrorNote error={isToldByFields(error, shown) ? null : error} />
        <Group>
          <Button type="submit" loading={started.isPending} disabled={!started.ready || isUnderWay}>
            {t("jobs.start_button")}
          </Button>
          {(runs || isUnderWay) && (
            <Text size="sm">{t(isUnderWay ? "jobs.started_already" : "jobs.runs_already")}</Text>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
