import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import { useNumbers } from "@/lib/numbers";

import { useJobKinds } from "../api/get-job-kinds";
import type { By, Step, Sum } from "./amounts";

/** Names of what amounts are told by. */
export function useNameOf(): (by: By, value: string) => string {
  const { t } = useTranslation();
  const kinds = useJobKinds();
  const languages = useLanguages();
  return (by, value) => {
    if (by === "kind") return kinds.find(({ kind }) => kind === value)?.title ?? value;
    if (by === "engine") return value === "" ? t("work.no_engine") : value;
    return languages.find(({ code }) => code === value)?.name ?? (value || t("work.no_language"));
  };
}

/** "1,200 units, 3 failed, 2.5 hours, $5.00" */
export function useSumWords(currency: string): (sum: Sum) => string {
  const { t } = useTranslation();
  const { count, decimal, money } = useNumbers();
  return ({ units, failed, hours, cost }) =>
    [
      t("work.units", { count: units, written: count(units) }),
      ...(failed > 0 ? [t("jobs.failed_units", { count: failed, written: count(failed) })] : []),
      t("work.hours", { count: hours, written: decimal(hours, 2) }),
      ...(cost === null ? [] : [money(String(cost), currency)]),
    ].join(t("common.comma"));
}

/** "22 Nov", and "14:00" where hours are told apart; in UTC, as the server counts. */
export function useMomentName(step: Step): (at: number) => string {
  const tag = `${useTranslation().i18n.language}-u-nu-latn`;
  return useMemo(() => {
    const parts: Intl.DateTimeFormatOptions =
      step === "hour"
        ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
        : { day: "numeric", month: "short" };
    const format = new Intl.DateTimeFormat(tag, { ...parts, timeZone: "UTC" });
    return (at) => format.format(at);
  }, [tag, step]);
}
