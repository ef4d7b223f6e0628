import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import { useAddGold } from "./api/known-clips";
import { ScoreSelect } from "./ScoreSelect";

interface Props {
  slug: string;
  campaign: number;
  language: string;
}

/** Makes the voice of an item gold: a manager knows how it is to be scored. */
export function GoldForm({ slug, campaign, language }: Props) {
  const { t } = useTranslation();
  const add = useAddGold(campaign, slug);
  const [item, setItem] = useState("");
  const [naturalness, setNaturalness] = useState(5);
  const [understood, setUnderstood] = useState(5);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = { item: item.trim(), language, naturalness, understood };
    add.mutate(body, { onSuccess: () => setItem("") });
  };
  return (
    <form onSubmit={submit}>
      <Stack component="section" gap="xs">
        <Title order={2} size="h3">
          {t("known_clips.add")}
        </Title>
        <Text c="dimmed" maw="44rem">
          {t("known_clips.add_means")}
        </Text>
        <Group align="flex-end">
          <TextInput
            label={t("known_clips.item")}
            value={item}
            required
            onChange={(event) => setItem(event.currentTarget.value)}
          />
          <ScoreSelect scale="naturalness" value={naturalness} onChange={setNaturalness} />
          <ScoreSelect scale="understood" value={understood} onChange={setUnderstood} />
          <Button type="submit" loading={add.isPending}>
            {t("known_clips.add")}
          </Button>
        </Group>
        <ErrorNote error={add.error} />
        {add.isSuccess && <Text role="status">{t("known_clips.added")}</Text>}
      </Stack>
    </form>
  );
}
