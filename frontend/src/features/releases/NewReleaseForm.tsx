import { Paper, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { JobFoot } from "@/components/starting/JobFoot";
import { useFields } from "@/components/starting/use-fields";
import { useJobForm } from "@/components/starting/use-job-form";
import { nextVersion } from "@/lib/names";

const fields = ["name", "notes", "override_reason"] as const;

interface Props {
  slug: string;
  /** Names of releases, the newest first. */
  taken: readonly string[];
}

/** Starts the job that freezes the dataset as it is now. */
export function NewReleaseForm({ slug, taken }: Props) {
  const { t } = useTranslation();
  const usual = { name: nextVersion(taken), notes: "", override_reason: "" };
  const { values, field, reset } = useFields(usual);
  const name = values.name.trim();
  const anyway = values.override_reason.trim() !== "";
  const parameters = { name, notes: values.notes, override_reason: values.override_reason };
  const form = useJobForm(slug, { kind: "release", parameters, priority: 0 }, name !== "");
  const { problems } = form;
  // What was said of one release says nothing of the next.
  const [made, setMade] = useState("");
  const asked = form.job?.parameters["name"];
  if (typeof asked === "string" && asked !== made && taken.includes(asked)) {
    setMade(asked);
    reset();
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    form.start();
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <Title order={2} size="h3">
          {t("releases.new")}
        </Title>
        <TextInput
          {...field("name")}
          label={t("releases.name")}
          description={t("releases.name_rule")}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          maw="20rem"
          required
          error={problems["name"]}
        />
        <Textarea
          {...field("notes")}
          label={t("releases.notes")}
          error={problems["notes"]}
          autosize
          minRows={2}
        />
        <details open={"override_reason" in problems || undefined}>
          <summary>{t("releases.override")}</summary>
          <Textarea
            mt="xs"
            {...field("override_reason")}
            label={t("releases.override_reason")}
            description={t("releases.override_rule")}
            error={problems["override_reason"]}
            autosize
            minRows={2}
          />
        </details>
        <JobFoot
          slug={slug}
          form={form}
          shown={fields}
          does={t(anyway ? "starting.release_anyway" : "starting.release", { name })}
          incomplete={t("starting.name_first")}
          label={t("releases.make")}
          doing={t("releases.making")}
        />
      </Stack>
    </Paper>
  );
}
