import { useTranslation } from "react-i18next";

import type { ForeseenCampaign, NewCampaign } from "@/api/types";
import { sum } from "@/lib/amounts";
import { useNumbers } from "@/lib/numbers";

import type { CampaignAmounts } from "./wish";

/** What a campaign will ask, in a sentence, of what the server foresees. */
export function useCampaignWords(): (order: NewCampaign, found: ForeseenCampaign) => string {
  const { t } = useTranslation();
  const { count } = useNumbers();
  return ({ kind, votes_per_item: votes, draft }, found) => {
    const correcting = kind === "correction";
    const tasks = sum(found.map((one) => one.tasks));
    const lacking = sum(found.map((one) => one.items)) - tasks;
    return [
      t(correcting ? "starting.campaign_correction" : "starting.campaign_listening"),
      t("starting.campaign_amount", {
        answers: count(sum(found.map((one) => one.votes))),
        what: t(correcting ? "starting.campaign_texts" : "starting.campaign_recordings"),
        tasks: count(tasks),
        languages: count(found.length),
        votes: count(votes),
      }),
      lacking > 0 &&
        t(correcting ? "starting.campaign_untranslated" : "starting.campaign_unvoiced", {
          items: count(lacking),
        }),
      t(draft ? "starting.campaign_draft" : "starting.campaign_now"),
    ]
      .filter(Boolean)
      .join(" ");
  };
}

interface Given {
  /** Null where one of the numbers is none. */
  amounts: CampaignAmounts | null;
  /** How many items the split has. */
  inSplit: number;
  /** How many languages. */
  asked: number;
}

/** What the form lacks before anything can be said of it. */
export function useLacking({ amounts, inSplit, asked }: Given): string | undefined {
  const { t } = useTranslation();
  if (amounts === null) return t("starting.amounts_first");
  if (inSplit === 0) return t("starting.split_empty");
  return asked === 0 ? t("starting.languages_first") : undefined;
}
