import { useTranslation } from "react-i18next";

import type { CampaignKind } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { type CampaignAmounts, mostAnswers } from "./wish";

interface Told {
  kind: CampaignKind;
  /** Null where one of the numbers is none. */
  amounts: CampaignAmounts | null;
  /** How many languages. */
  asked: number;
  /** How many items the split has. */
  inSplit: number;
  draft: boolean;
}

/** What a campaign will ask, in a sentence, and why it can't be opened as it stands. */
export function useCampaignWords({ kind, amounts, asked, inSplit, draft }: Told) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const why = () => {
    if (amounts === null) return t("starting.amounts_first");
    if (inSplit === 0) return t("starting.split_empty");
    return asked === 0 ? t("starting.languages_first") : undefined;
  };
  const does = (amounts: CampaignAmounts) =>
    [
      t(kind === "correction" ? "starting.campaign_correction" : "starting.campaign_listening"),
      t("starting.campaign_amount", {
        answers: count(mostAnswers(amounts, asked, inSplit)),
        languages: count(asked),
        votes: count(amounts.votes),
      }),
      t(draft ? "starting.campaign_draft" : "starting.campaign_now"),
    ].join(" ");
  const because = why();
  return {
    why: because,
    does: amounts === null || because !== undefined ? undefined : does(amounts),
  };
}
