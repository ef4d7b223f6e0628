import { Checkbox, NativeSelect, Paper, SimpleGrid, Stack, Title } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import type { WholeRelease } from "@/api/types";
import { JobFoot } from "@/components/starting/JobFoot";
import { useFields } from "@/components/starting/use-fields";
import { useJobForm } from "@/components/starting/use-job-form";

import { formatNamed, formats } from "./formats";

const fields = ["format", "split", "language", "verified"] as const;

/** Starts the job that writes files of the release. */
export function ExportForm({ slug, release }: { slug: string; release: WholeRelease }) {
  const { t } = useTranslation();
  const known = useLanguagesAmong(release.languages);
  const { values, field } = useFields({ format: "parquet", split: "", language: "" });
  const [verified, setVerified] = useState(false);
  const chosen = Object.entries(values).filter(([, value]) => value !== "");
  const parameters: Record<string, unknown> = {
    release: release.name,
    ...Object.fromEntries(chosen),
    ...(verified && { verified }),
  };
  const form = useJobForm(slug, { kind: "export", parameters, priority: 0 });
  const { problems } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    form.start();
  };
  const all = { value: "", label: t("common.all") };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("releases.export")}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            {...field("format")}
            label={t("releases.format")}
            data={formats.map((value) => ({
              value,
              label: t(`history.values.export.format.${value}`),
            }))}
            error={problems["format"]}
          />
          <NativeSelect
            {...field("split")}
            label={t("releases.split")}
            data={[all, ...Object.keys(release.numbers.splits)]}
            error={problems["split"]}
          />
          <NativeSelect
            {...field("language")}
            label={t("common.language")}
            data={[all, ...known.map(({ code, name }) => ({ value: code, label: name }))]}
            error={problems["language"]}
          />
        </SimpleGrid>
        <Checkbox
          label={t("releases.only_verified")}
          checked={verified}
          error={problems["verified"]}
          onChange={(event) => setVerified(event.currentTarget.checked)}
        />
        <JobFoot
          slug={slug}
          form={form}
          shown={fields}
          does={t("starting.export", {
            name: release.name,
            format: t(`history.values.export.format.${formatNamed(values.format)}`),
          })}
          label={t("releases.export_button")}
          doing={t("releases.writing")}
          variant="default"
        />
      </Stack>
    </Paper>
  );
}
