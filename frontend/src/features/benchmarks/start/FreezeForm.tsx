import { Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { LanguagePicker } from "@/components/LanguagePicker";
import { Section } from "@/components/Section";
import { JobFoot } from "@/components/starting/JobFoot";
import { useFields } from "@/components/starting/use-fields";
import { useJobForm } from "@/components/starting/use-job-form";
import { freeName } from "@/lib/names";
import { useNumbers } from "@/lib/numbers";

import { useEvaluationChoices } from "../api/get-choices";
import { lackedBy, suiteOrder } from "./suite-order";
import { SuiteFields } from "./SuiteFields";

const fields = ["suite", "variant", "release", "folder", "name", "languages"] as const;

interface Props {
  slug: string;
  /** Names of benchmarks. */
  taken: readonly string[];
}

/** Starts the job that keeps a suite's questions under a name, for good. */
export function FreezeForm({ slug, taken }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const choices = useEvaluationChoices(slug);
  const { languages: offered } = useDataset(slug);
  const [languages, setLanguages] = useState(offered);
  const usual = choices.suites.find((suite) => suite.reads_release) ?? choices.suites[0];
  const { values, field } = useFields({
    suite: usual?.name ?? "",
    variant: "",
    release: choices.releases[0] ?? "",
    clips: "",
    folder: "",
    name: "",
  });
  const suite = choices.suites.find(({ name }) => name === values.suite);
  const name = values.name.trim() || freeName(values.suite, taken);
  const order = suiteOrder(values, suite);
  const lacked = lackedBy(order, suite);
  const form = useJobForm(
    slug,
    { kind: "benchmark", parameters: { ...order, name, languages }, priority: 0 },
    languages.length > 0 && lacked === null,
  );
  const { problems } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    form.start();
  };
  return (
    <Section title={t("benchmarks.freeze")} lead={t("benchmarks.freeze_lead")}>
      <form id="freeze" onSubmit={submit}>
        <Stack>
          <SuiteFields choices={choices} suite={suite} field={field} problems={problems} />
          <TextInput
            {...field("name")}
            label={t("benchmarks.name")}
            description={t("benchmarks.name_rule")}
            value={name}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
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
          <JobFoot
            slug={slug}
            form={form}
            shown={fields}
            does={t("starting.freeze", {
              suite: suite?.title ?? values.suite,
              name,
              languages: count(languages.length),
            })}
            incomplete={lacked === null ? undefined : t(`starting.${lacked}_first`)}
            label={t("benchmarks.freeze_button")}
            doing={t("benchmarks.freezing")}
          />
        </Stack>
      </form>
    </Section>
  );
}
