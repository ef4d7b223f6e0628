import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useLanguages } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { textOf } from "@/lib/forms";

import { useCreateDataset } from "./api/create-dataset";
import { SizeFields, sizesOf } from "./SizeFields";

/** The paper's. */
const sizes = { dev_size: 2000, test_size: 1000, bench_size: 200 };

export function NewDatasetForm({ onCreated }: { onCreated: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const all = useLanguages().map(({ code }) => code);
  const [languages, setLanguages] = useState(all);
  const create = useCreateDataset();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate(
      {
        slug: textOf(form, "slug"),
        name: textOf(form, "name"),
        description: textOf(form, "description"),
        licence: textOf(form, "licence"),
        languages,
        ...sizesOf(form),
      },
      {
        onSuccess: ({ slug }) => {
          onCreated();
          void navigate(`/d/${slug}/import`);
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput name="name" label={t("datasets.name")} required />
        <TextInput
          name="slug"
          label={t("datasets.slug")}
          description={t("datasets.slug_rule")}
          pattern="[a-z0-9\-]+"
          required
        />
        <Textarea name="description" label={t("datasets.description")} />
        <TextInput name="licence" label={t("datasets.licence")} required />
        <SizeFields sizes={sizes} />
        <LanguagePicker
          label={t("common.languages")}
          offered={all}
          chosen={languages}
          onChange={setLanguages}
        />
        <ErrorNote error={create.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t("datasets.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
