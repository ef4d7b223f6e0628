import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { Campaign, Study } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { numberOf, textOf } from "@/lib/forms";

import { useSaveStudy } from "./api/studies";
import { languageChoices } from "./choices";

interface Props {
  campaign: Campaign;
  /** The one to change; null makes a new one. */
  study: Study | null;
  onSaved: () => void;
}

const CODES = [
  "code_complete",
  "code_failed_checks",
  "code_screened_out",
  "code_no_consent",
] as const;
const CODE = "[A-Za-z0-9]{1,32}";

export function StudyForm({ campaign, study, onSaved }: Props) {
  const { t } = useTranslation();
  const save = useSaveStudy(campaign.id, study?.id ?? null);
  const languages = languageChoices(campaign.languages, useLanguages());
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      study_id: textOf(form, "study_id"),
      language: textOf(form, "language"),
      code_complete: textOf(form, "code_complete"),
      code_failed_checks: textOf(form, "code_failed_checks"),
      code_screened_out: textOf(form, "code_screened_out"),
      code_no_consent: textOf(form, "code_no_consent"),
      sessions: numberOf(form, "sessions"),
      failed_checks_to_reject: numberOf(form, "failed_checks_to_reject"),
    };
    save.mutate(body, { onSuccess: onSaved });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          name="study_id"
          label={t("recruit.study_id")}
          description={t("recruit.study_id_rule")}
          defaultValue={study?.study_id ?? ""}
          maxLength={64}
          required
        />
        <NativeSelect
          name="language"
          label={t("common.language")}
          data={languages}
          defaultValue={study?.language ?? languages[0]?.value ?? ""}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {CODES.map((name) => (
            <TextInput
              key={name}
              name={name}
              label={t(`recruit.${name}`)}
              description={t(`recruit.${name}_rule`)}
              defaultValue={study?.[name] ?? ""}
              pattern={CODE}
              required={name === "code_complete"}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="sessions"
            type="number"
            min={1}
            max={50}
            label={t("recruit.study_sessions")}
            description={t("recruit.study_sessions_rule")}
            defaultValue={study?.sessions ?? 1}
            required
          />
          <TextInput
            name="failed_checks_to_reject"
            type="number"
            min={1}
            max={50}
            label={t("recruit.study_failed")}
            description={t("recruit.study_failed_rule")}
            defaultValue={study?.failed_checks_to_reject ?? 2}
            required
          />
        </SimpleGrid>
        <ErrorNote error={save.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
