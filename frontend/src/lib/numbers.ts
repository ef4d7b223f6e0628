import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export interface NumberWriter {
  count: (value: number) => string;
  decimal: (value: number, digits?: number) => string;
  share: (part: number, whole: number) => string;
  date: (iso: string) => string;
}

/** Numbers and dates the way the interface language writes them, with digits as on the keys 1-5. */
export function useNumbers(): NumberWriter {
  const tag = `${useTranslation().i18n.language}-u-nu-latn`;
  return useMemo(() => {
    const whole = new Intl.NumberFormat(tag);
    const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
    const date = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" });
    return {
      count: (value) => whole.format(value),
      decimal: (value, digits = 1) =>
        new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value),
      share: (part, total) => percent.format(total === 0 ? 0 : part / total),
      date: (iso) => date.format(new Date(iso)),
    };
  }, [tag]);
}

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  return `${Math.floor(rounded / 60)}:${String(rounded % 60).padStart(2, "0")}`;
}
