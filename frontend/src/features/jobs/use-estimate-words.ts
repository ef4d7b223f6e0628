import { useTranslation } from "react-i18next";

import type { Estimate } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

/** What a unit of each kind is. */
const unitOf = new Map<string, "translate" | "synthesize" | "check" | "search" | "look" | "answer">(
  [
    ["translate", "translate"],
    ["synthesize", "synthesize"],
    ["check", "check"],
    ["listen", "check"],
    ["regenerate", "synthesize"],
    ["retranslate", "translate"],
    ["near-duplicates", "search"],
    ["check-storage", "look"],
    ["instruct", "answer"],
  ],
);

/** "528 translations · 61,000 characters · about 2 minutes · no price is set" */
export function useEstimateWords(): (kind: string, estimate: Estimate) => string {
  const { t } = useTranslation();
  const { count, duration, money } = useNumbers();
  return (kind, estimate) => {
    const { units, characters, audio_seconds: audio, seconds, cost, currency } = estimate;
    const unit = unitOf.get(kind) ?? "other";
    const facts = [t(`jobs.will_${unit}`, { count: units, written: count(units) })];
    if (characters > 0)
      facts.push(t("jobs.characters", { count: characters, written: count(characters) }));
    if (audio !== null && audio > 0) facts.push(t("jobs.audio", { time: duration(audio) }));
    // Cost follows from time: without the one there is nothing to say about the other.
    if (seconds === null) return [...facts, t("jobs.time_unknown")].join(" · ");
    facts.push(t("jobs.about", { time: duration(seconds) }));
    facts.push(
      cost === null ? t("jobs.no_price") : t("jobs.costs", { cost: money(cost, currency) }),
    );
    return facts.join(" · ");
  };
}
