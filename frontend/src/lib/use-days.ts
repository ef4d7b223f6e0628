import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** The last day of a period that begins on this one; both as 2026-11-22. */
export function lastDayOf(first: string, step: string): string {
  const day = new Date(`${first}T00:00:00Z`);
  if (step === "week") day.setUTCDate(day.getUTCDate() + 6);
  return day.toISOString().slice(0, 10);
}

/** Days as the page's language writes them; they are given, and meant, in UTC. */
export function useDays() {
  const { t, i18n } = useTranslation();
  const tag = `${i18n.language}-u-nu-latn`;
  return useMemo(() => {
    const zone = { timeZone: "UTC" } as const;
    const near = new Intl.DateTimeFormat(tag, { ...zone, day: "numeric", month: "short" });
    const whole = new Intl.DateTimeFormat(tag, { ...zone, dateStyle: "medium" });
    const read = (day: string) => new Date(`${day}T00:00:00Z`);
    return {
      short: (day: string) => near.format(read(day)),
      long: (day: string) => whole.format(read(day)),
      period: (day: string, step: "day" | "week") =>
        t(`charts.period_${step}`, { day: whole.format(read(day)) }),
    };
  }, [tag, t]);
}
