import { useTranslation } from "react-i18next";

import type { Estimate } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

/** What a unit of each kind is. */
const units = {
  translate: "translate",
  synthesize: "synthesize",
  check: "check",
  listen: "check",
  regenerate: "synthesize",
  retranslate: "translate",
  "near-duplicates": "search",
  "check-storage": "look",
  instruct: "answer",
  evaluate: "reply",
  export: "row",
  judge: "pair",
} as const;
const unitOf = new Map<string, (typeof units)[keyof typeof units]>(Object.entries(units));

/** Made as a whole or not at all: there is nothing to count. */
const wholes = ["release", "benchmark"];

/** "528 translations · 61,000 characters · about 2 minutes · no price is set" */
export function useEstimateWords(): (kind: string, estimate: Estimate) => string {
  const { t } = useTranslation();
  const { count, duration, money } = useNumbers();
  return (kind, estimate) => {
    const { units: amount, characters, audio_seconds: audio, seconds, cost, currency } = estimate;
    const unit = unitOf.get(kind) ?? "other";
    const facts = wholes.includes(kind)
      ? []
      : [t(`jobs.will_${unit}`, { count: amount, written: count(amount) })];
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
