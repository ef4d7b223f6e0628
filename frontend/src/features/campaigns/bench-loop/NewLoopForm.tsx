import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import type { Backend } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { numberOf } from "@/lib/forms";

import { useStartBenchLoop } from "../api/bench-loops";
import { BackendField } from "../label-studio/BackendField";

interface Props {
  slug: string;
  onStarted: () => void;
}

export function NewLoopForm({ slug, onStarted }: Props) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const offered = languages.filter((code) => code !== SOURCE);
  const [chosen, setChosen] = useState(offered);
  const [backend, setBackend] = useState<Backend>("label_studio");
  const start = useStartBenchLoop(slug);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const votes = numberOf(new FormData(event.currentTarget), "votes_per_item");
    start.mutate({ languages: chosen, votes_per_item: votes, backend }, { onSuccess: onStarted });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t("bench_loop.means")}</Text>
        <LanguagePicker
          label={t("common.languages")}
          offered={offered}
          chosen={chosen}
          onChange={setChosen}
        />
        <TextInput
          name="votes_per_item"
          type="number"
          min={1}
          defaultValue={2}
          label={t("bench_loop.votes_per_item")}
          description={t("bench_loop.votes_mean")}
          required
        />
        <BackendField value={backend} onChange={setBackend} />
        <ErrorNote error={start.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={start.isPending} disabled={chosen.length === 0}>
            {t("bench_loop.start")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
