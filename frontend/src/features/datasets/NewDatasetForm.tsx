import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useLanguages } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { numberOf, textOf } from "@/lib/forms";

import { useCreateDataset } from "./api/create-dataset";

const sizes = [
  ["dev_size", 2000],
  ["test_size", 1000],
  ["bench_size", 200],
] as const;

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
        dev_size: numberOf(form, "dev_size"),
        test_size: numberOf(form, "test_size"),
        bench_size: numberOf(form, "bench_size"),
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
        <SimpleGrid cols={3}>
          {sizes.map(([name, size]) => (
            <TextInput
              key={name}
              name={name}
              type="number"
              min={1}
              defaultValue={size}
              label={t(`datasets.${name}`)}
              required
            />
          ))}
        </SimpleGrid>
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
