import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import type { Campaign } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguagePicker } from "@/components/LanguagePicker";
import { numberOf } from "@/lib/forms";

import { useExtendCampaign } from "./api/steer-campaign";

interface Props {
  slug: string;
  campaign: Campaign;
  onDone: () => void;
}

/** Asks for more items, votes or languages; what was asked for stays. */
export function ExtendForm({ slug, campaign, onDone }: Props) {
  const { t } = useTranslation();
  const { languages } = useDataset(slug);
  const [added, setAdded] = useState<string[]>([]);
  const extend = useExtendCampaign(slug, campaign.id);
  const { items_per_language: items, votes_per_item: votes, kind } = campaign;
  const correcting = kind === "correction";
  // Pairs of answers are what they were when the campaign was opened.
  const grows = kind !== "preference";
  const offered = languages.filter(
    (code) => grows && !campaign.languages.includes(code) && !(correcting && code === SOURCE),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const more = {
      languages: added,
      ...(grows && items !== null && { items_per_language: numberOf(form, "items") }),
      ...(!correcting && { votes_per_item: numberOf(form, "votes") }),
    };
    extend.mutate(more, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t("steering.extend_means")}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {grows && items !== null && (
            <TextInput
              name="items"
              type="number"
              min={items}
              defaultValue={items}
              label={t("campaigns.items_per_language")}
              required
            />
          )}
          {!correcting && (
            <TextInput
              name="votes"
              type="number"
              min={votes}
              defaultValue={votes}
              label={t("campaigns.votes_per_item")}
              required
            />
          )}
        </SimpleGrid>
        {offered.length > 0 && (
          <LanguagePicker
            label={t("steering.more_languages")}
            offered={offered}
            chosen={added}
            onChange={setAdded}
          />
        )}
        <ErrorNote error={extend.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={extend.isPending}>
            {t("steering.extend")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
