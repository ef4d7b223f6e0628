import { useTranslation } from "react-i18next";

import { useNumbers } from "@/lib/numbers";

/** Bytes and money in words, and what to say where nobody knows. */
export function useAmounts() {
  const { t } = useTranslation();
  const { money, size } = useNumbers();
  return {
    sizeOf: (bytes: number | null) => (bytes === null ? t("training.unknown") : size(bytes)),
    /** Without a speed nothing can be said; without a price of an hour, that. */
    price: (cost: string | null, currency: string, isTimeKnown = true) => {
      if (cost !== null) return money(cost, currency);
      return t(isTimeKnown ? "training.no_price" : "training.unknown");
    },
  };
}
