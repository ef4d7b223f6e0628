import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useStartJob } from "@/api/start-job";
import { ErrorNote } from "@/components/ErrorNote";
import { JobNote } from "@/components/JobNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { Section } from "@/components/Section";
import { textOf } from "@/lib/forms";
import { isToldByFields, problemsOf } from "@/lib/problems";

import { useEvaluationChoices } from "../api/get-choices";
import { SuiteFields } from "./SuiteFields";

const fields = ["suite", "variant", "release", "folder", "name", "languages"] as const;

/** Starts the job that keeps a suite's questions under a name, for good. */
export function FreezeForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const choices = useEvaluationChoices(slug);
  const { languages: offered } = useDataset(slug);
  const [languages, setLanguages] = useState(offered);
  const { start, job, error, isPending } = useStartJob(slug);
  const problems = problemsOf(error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const told = ["suite", "variant", "release", "folder", "name"].map(
      (field): [string, string] => [field, textOf(form, field)],
    );
    const parameters = { ...Object.fromEntries(told), languages };
    start({ kind: "benchmark", parameters, priority: 0 });
  };
  return (
    <Section title={t("benchmarks.freeze")} lead={t("benchmarks.freeze_lead")}>
      <form id="freeze" onSubmit={submit}>
        <Stack>
          <SuiteFields choices={choices} problems={problems} />
          <TextInput
            name="name"
            label={t("benchmarks.name")}
            description={t("benchmarks.name_rule")}
            pattern="[a-z0-9][a-z0-9._\-]{0,39}"
            title={t("benchmarks.name_rule")}
            autoCapitalize="none"
            maw="20rem"
            required
            error={problems["name"]}
          />
          <LanguagePicker
            label={t("common.languages")}
            offered={offered}
            chosen={languages}
            error={problems["languages"]}
            onChange={setLanguages}
          />
          <ErrorNote error={isToldByFields(error, fields) ? null : error} />
          <Group>
            <Button type="submit" loading={isPending} disabled={languages.length === 0}>
              {t("benchmarks.freeze_button")}
            </Button>
            <JobNote slug={slug} job={job}>
              {t("benchmarks.freezing")}
            </JobNote>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
