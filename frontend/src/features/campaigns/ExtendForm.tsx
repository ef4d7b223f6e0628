import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import type { Campaign } from "@/api/types";
import { LanguagePicker } from "@/components/LanguagePicker";
import { AmountInput } from "@/components/starting/AmountInput";
import { StartFoot } from "@/components/starting/StartFoot";
import { useFields } from "@/components/starting/use-fields";
import { amountIn } from "@/lib/amounts";
import { problemsOf } from "@/lib/problems";

import { useExtendCampaign } from "./api/steer-campaign";

const shown = ["languages", "items_per_language", "votes_per_item"];

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
  const { values, field } = useFields({
    items_per_language: String(items ?? ""),
    votes_per_item: String(votes),
  });
  const moreItems = amountIn(values.items_per_language, { least: items ?? 1 });
  const moreVotes = amountIn(values.votes_per_item, { least: votes });
  const hasItems = grows && items !== null;
  const wrong = (hasItems && moreItems === null) || (!correcting && moreVotes === null);
  const same = added.length === 0 && (!hasItems || moreItems === items) && moreVotes === votes;
  const why = wrong ? t("starting.amounts_first") : same ? t("starting.nothing_more") : undefined;
  const problems = problemsOf(extend.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why !== undefined || extend.isPending) return;
    const more = {
      languages: added,
      ...(hasItems && moreItems !== null && { items_per_language: moreItems }),
      ...(!correcting && moreVotes !== null && { votes_per_item: moreVotes }),
    };
    extend.mutate(more, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} onChange={() => extend.isError && extend.reset()}>
      <Stack>
        <Text>{t("steering.extend_means")}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {hasItems && (
            <AmountInput
              field={field("items_per_language")}
              label={t("campaigns.items_per_language")}
              problem={problems["items_per_language"]}
              least={items}
            />
          )}
          {!correcting && (
            <AmountInput
              field={field("votes_per_item")}
              label={t("campaigns.votes_per_item")}
              problem={problems["votes_per_item"]}
              least={votes}
            />
          )}
        </SimpleGrid>
        {offered.length > 0 && (
          <LanguagePicker
            label={t("steering.more_languages")}
            offered={offered}
            chosen={added}
            error={problems["languages"]}
            onChange={setAdded}
          />
        )}
        <StartFoot
          does={undefined}
          why={why}
          error={extend.error}
          shown={shown}
          label={t("steering.extend")}
          pending={extend.isPending}
        />
      </Stack>
    </form>
  );
}
