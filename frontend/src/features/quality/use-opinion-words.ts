import { useTranslation } from "react-i18next";

import type { ScaleSummary, StatisticsRow } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

export const scales = ["naturalness", "understood"] as const;
export type Scale = (typeof scales)[number];

export interface OpinionWords {
  /** "3.2 (2.9 to 3.5)", or the mean alone. */
  short: (summary: ScaleSummary) => string;
  /** All that the chart of a row shows. */
  long: (row: StatisticsRow, scale: Scale, language: string) => string;
}

export function useOpinionWords(): OpinionWords {
  const { t } = useTranslation();
  const { count, fixed, share } = useNumbers();
  const short = ({ mean, interval }: ScaleSummary) => {
    if (mean === null) return "–";
    if (interval === null) return fixed(mean, 2);
    const ends = { low: fixed(interval.low, 2), high: fixed(interval.high, 2) };
    return t("quality.with_interval", { mean: fixed(mean, 2), ...ends });
  };
  const shares = ({ histogram }: ScaleSummary) => {
    const whole = histogram.reduce((sum, votes) => sum + votes, 0);
    return histogram
      .map((votes, at) => `${at + 1}: ${share(votes, whole)}`)
      .join(t("common.comma"));
  };
  const long = (row: StatisticsRow, scale: Scale, language: string) => {
    const summary = row[scale];
    const numbers = { votes: count(row.votes), raters: count(row.raters), items: count(row.items) };
    const sentences = [
      t("quality.words", { scale: t(`quality.${scale}`), language, mean: short(summary) }),
      summary.no_interval !== null && t(`quality.no_interval.${summary.no_interval}`),
      row.votes > 0 && t("quality.words_votes", { ...numbers, shares: shares(summary) }),
      row.paper !== null && t("quality.words_paper", { mean: fixed(row.paper[scale], 1) }),
    ];
    return sentences.filter((sentence) => sentence !== false).join(" ");
  };
  return { short, long };
}
