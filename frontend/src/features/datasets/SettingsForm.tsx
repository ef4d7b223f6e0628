import { Button, Group, Paper, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { useSplits } from "@/api/splits";
import { ErrorNote } from "@/components/ErrorNote";
import { textOf } from "@/lib/forms";

import { useChangeDataset } from "./api/change-dataset";
import { SizeFields, sizesOf } from "./SizeFields";

/** What a dataset is called and what may be done with it; the sizes, until the splits are drawn. */
export function SettingsForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const dataset = useDataset(slug);
  const { train, dev, test } = useSplits(slug);
  const drawn = train + dev + test > 0;
  const change = useChangeDataset(slug);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({
      name: textOf(form, "name"),
      description: textOf(form, "description"),
      licence: textOf(form, "licence"),
      ...(drawn ? {} : sizesOf(form)),
    });
  };
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          name="name"
          label={t("datasets.name")}
          defaultValue={dataset.name}
          dir="auto"
          maxLength={200}
          required
        />
        <Textarea
          name="description"
          label={t("datasets.description")}
          defaultValue={dataset.description}
          dir="auto"
        />
        <TextInput
          name="licence"
          label={t("datasets.licence")}
          defaultValue={dataset.licence}
          required
        />
        <SizeFields sizes={dataset} fixed={drawn} />
        <Text size="sm" c="dimmed">
          {drawn ? t("settings.sizes_drawn") : t("settings.sizes_open")}
        </Text>
        <ErrorNote error={change.error} />
        <Group role="status">
          <Button type="submit" loading={change.isPending}>
            {t("common.save")}
          </Button>
          {change.isSuccess && t("common.saved")}
        </Group>
      </Stack>
    </Paper>
  );
}
