import { Button, Group, Paper, Stack, Textarea, TextInput, Title } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useStartJob } from "@/api/start-job";
import { ErrorNote } from "@/components/ErrorNote";
import { JobNote } from "@/components/JobNote";
import { textOf } from "@/lib/forms";
import { isToldByFields, problemsOf } from "@/lib/problems";

const fields = ["name", "notes", "override_reason"] as const;

/** Starts the job that freezes the dataset as it is now. */
export function NewReleaseForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { start, job, error, isPending } = useStartJob(slug);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const parameters = Object.fromEntries(fields.map((name) => [name, textOf(form, name)]));
    start({ kind: "release", parameters, priority: 0 });
  };
  const problems = problemsOf(error);
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("releases.new")}
        </Title>
        <TextInput
          name="name"
          label={t("releases.name")}
          description={t("releases.name_rule")}
          pattern="[a-z0-9][a-z0-9._\-]{0,39}"
          title={t("releases.name_rule")}
          autoCapitalize="none"
          maw="20rem"
          required
          error={problems["name"]}
        />
        <Textarea
          name="notes"
          label={t("releases.notes")}
          error={problems["notes"]}
          autosize
          minRows={2}
        />
        <details open={"override_reason" in problems || undefined}>
          <summary>{t("releases.override")}</summary>
          <Textarea
            mt="xs"
            name="override_reason"
            label={t("releases.override_reason")}
            description={t("releases.override_rule")}
            error={problems["override_reason"]}
            autosize
            minRows={2}
          />
        </details>
        <ErrorNote error={isToldByFields(error, fields) ? null : error} />
        <Group>
          <Button type="submit" loading={isPending}>
            {t("releases.make")}
          </Button>
          <JobNote slug={slug} job={job}>
            {t("releases.making")}
          </JobNote>
        </Group>
      </Stack>
    </Paper>
  );
}
