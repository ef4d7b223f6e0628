import { Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { ErrorNote } from "@/components/ErrorNote";
import { numberOf } from "@/lib/forms";

import { useChangeDataset } from "./api/change-dataset";
import { useSpeakers, useTable2 } from "./api/speakers";
import { enginesOf } from "./EngineSelect";
import { SpeakersGrid } from "./SpeakersGrid";

/** Which engine speaks which language, in the bench and outside it, and how voices are drawn. */
export function SpeakersForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const dataset = useDataset(slug);
  const speakers = useSpeakers();
  const change = useChangeDataset(slug);
  const table2 = useTable2(slug);
  const { languages, synthesizers = {}, bench_synthesizers: ofBench = {} } = dataset;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({
      synthesizers: enginesOf(form, "train", languages),
      bench_synthesizers: enginesOf(form, "bench", languages),
      voice_share_cap: numberOf(form, "voice_share_cap") / 100,
      voice_seed: numberOf(form, "voice_seed"),
    });
  };
  return (
    // What was chosen elsewhere (Table 2) takes the place of what stands here.
    <Paper
      key={JSON.stringify([synthesizers, ofBench])}
      withBorder
      p="lg"
      component="form"
      onSubmit={submit}
    >
      <Stack>
        <Title order={2} size="h3">
          {t("speakers.title")}
        </Title>
        <Text size="sm">{t("speakers.lead")}</Text>
        {speakers
          .filter(({ problem }) => problem !== "")
          .map(({ name, problem }) => (
            <Text key={name} size="sm" c="dimmed">
              {problem}
            </Text>
          ))}
        <Group>
          <Button variant="default" loading={table2.isPending} onClick={() => table2.mutate()}>
            {t("speakers.table_2")}
          </Button>
        </Group>
        <ErrorNote error={table2.error} />
        <SpeakersGrid dataset={dataset} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="voice_share_cap"
            type="number"
            min={1}
            max={100}
            label={t("speakers.share_cap")}
            description={t("speakers.share_cap_rule")}
            defaultValue={Math.round((dataset.voice_share_cap ?? 0.2) * 100)}
            required
          />
          <TextInput
            name="voice_seed"
            type="number"
            min={0}
            label={t("speakers.seed")}
            description={t("speakers.seed_rule")}
            defaultValue={dataset.voice_seed}
            required
          />
        </SimpleGrid>
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
