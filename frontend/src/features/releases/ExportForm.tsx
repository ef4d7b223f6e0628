import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Paper,
  SimpleGrid,
  Stack,
  Title,
} from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import { useStartJob } from "@/api/start-job";
import type { WholeRelease } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { JobNote } from "@/components/JobNote";
import { textOf } from "@/lib/forms";

import { formats } from "./formats";

/** Starts the job that writes files of the release. */
export function ExportForm({ slug, release }: { slug: string; release: WholeRelease }) {
  const { t } = useTranslation();
  const { start, job, error, isPending } = useStartJob(slug);
  const known = useLanguagesAmong(release.languages);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = ["format", "split", "language"].map((name): [string, unknown] => [
      name,
      textOf(form, name),
    ]);
    const parameters: Record<string, unknown> = {
      release: release.name,
      ...Object.fromEntries(chosen.filter(([, value]) => value !== "")),
      ...(form.has("verified") ? { verified: true } : {}),
    };
    start({ kind: "export", parameters, priority: 0 });
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
            name="format"
            label={t("releases.format")}
            data={formats.map((value) => ({ value, label: t(`releases.format_${value}`) }))}
          />
          <NativeSelect
            name="split"
            label={t("releases.split")}
            data={[all, ...Object.keys(release.numbers.splits)]}
          />
          <NativeSelect
            name="language"
            label={t("common.language")}
            data={[all, ...known.map(({ code, name }) => ({ value: code, label: name }))]}
          />
        </SimpleGrid>
        <Checkbox name="verified" label={t("releases.only_verified")} />
        <ErrorNote error={error} />
        <Group>
          <Button type="submit" variant="default" loading={isPending}>
            {t("releases.export_button")}
          </Button>
          <JobNote slug={slug} job={job}>
            {t("releases.writing")}
          </JobNote>
        </Group>
      </Stack>
    </Paper>
  );
}
