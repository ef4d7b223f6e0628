import { useTranslation } from "react-i18next";

import type { CampaignAmounts } from "./wish";

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
