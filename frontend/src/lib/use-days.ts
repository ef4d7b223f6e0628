import { useMemo } from "react";
import { useTranslation } from "react-i18next";

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
        t(`corrections.period_${step}`, { day: whole.format(read(day)) }),
    };
  }, [tag, t]);
}
