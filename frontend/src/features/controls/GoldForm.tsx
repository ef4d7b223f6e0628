import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { isToldByFields, problemsOf } from "@/lib/problems";

import { useAddGold } from "./api/controls";
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
          {t("controls.add")}
        </Title>
        <Text c="dimmed" maw="44rem">
          {t("controls.add_means")}
        </Text>
        <Group align="flex-end">
          <TextInput
            label={t("controls.item")}
            value={item}
            required
            error={problemsOf(add.error)["item"]}
            onChange={(event) => setItem(event.currentTarget.value)}
          />
          <ScoreSelect scale="naturalness" value={naturalness} onChange={setNaturalness} />
          <ScoreSelect scale="understood" value={understood} onChange={setUnderstood} />
          <Button type="submit" loading={add.isPending}>
            {t("controls.add")}
          </Button>
        </Group>
        {!isToldByFields(add.error, ["item"]) && <ErrorNote error={add.error} />}
        {add.isSuccess && <Text role="status">{t("controls.added")}</Text>}
      </Stack>
    </form>
  );
}
