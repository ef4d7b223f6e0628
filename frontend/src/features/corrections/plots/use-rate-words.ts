import { useTranslation } from "react-i18next";

import type { RateRow } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

/** A rate beside its mark, and all of it in words. */
export function useRateWords() {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const rateOf = ({ rate, interval, items }: RateRow) => ({
    rate: share(rate, 1),
    low: share(interval?.low ?? 0, 1),
    high: share(interval?.high ?? 1, 1),
    count: items,
  });
  return {
    number: (row: RateRow) => {
      const { rate, low, high } = rateOf(row);
      return `${rate} (${low}–${high})`;
    },
    words: (name: string, row: RateRow) => t("corrections.rate_words", { name, ...rateOf(row) }),
  };
}
