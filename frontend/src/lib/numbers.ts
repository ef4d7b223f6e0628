import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export interface NumberWriter {
  count: (value: number) => string;
  decimal: (value: number, digits?: number) => string;
  /** With all its digits, so that numbers below each other line up. */
  fixed: (value: number, digits: number) => string;
  share: (part: number, whole: number) => string;
  /** A share that may be small, with one decimal. */
  rate: (value: number) => string;
  date: (iso: string) => string;
  /** "2 minutes": as exact as an estimate deserves. */
  duration: (seconds: number) => string;
  /** Bytes in the unit in which they are best told: "4.5 MB". */
  size: (bytes: number) => string;
  /** A decimal amount, in a currency if there is one. */
  money: (amount: string, currency?: string) => string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The unit in which a time is best told, and how many of it. */
export function bestUnit(seconds: number): ["second" | "minute" | "hour" | "day", number] {
  if (seconds < 1.5 * MINUTE) return ["second", Math.max(1, Math.round(seconds))];
  if (seconds < 1.5 * HOUR) return ["minute", Math.round(seconds / MINUTE)];
  if (seconds < 2 * DAY) return ["hour", Math.round((2 * seconds) / HOUR) / 2];
  return ["day", Math.round(seconds / DAY)];
}

/** The unit in which a size is best told, and how many of it. */
export function bestSize(bytes: number): ["kilobyte" | "megabyte" | "gigabyte", number] {
  if (bytes < 10 ** 6) return ["kilobyte", bytes / 10 ** 3];
  if (bytes < 10 ** 9) return ["megabyte", bytes / 10 ** 6];
  return ["gigabyte", bytes / 10 ** 9];
}

/** Numbers and dates the way the interface language writes them, with digits as on the keys 1-5. */
export function useNumbers(): NumberWriter {
  const tag = `${useTranslation().i18n.language}-u-nu-latn`;
  return useMemo(() => {
    const whole = new Intl.NumberFormat(tag);
    const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
    const tenths = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 });
    const date = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" });
    return {
      count: (value) => whole.format(value),
      decimal: (value, digits = 1) =>
        new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value),
      fixed: (value, digits) =>
        new Intl.NumberFormat(tag, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(value),
      share: (part, total) => percent.format(total === 0 ? 0 : part / total),
      rate: (value) => tenths.format(value),
      date: (iso) => date.format(new Date(iso)),
      duration: (seconds) => {
        const [unit, amount] = bestUnit(seconds);
        const style = { style: "unit", unit, unitDisplay: "long" } as const;
        return new Intl.NumberFormat(tag, style).format(amount);
      },
      size: (bytes) => {
        const [unit, amount] = bestSize(bytes);
        const style = { style: "unit", unit, unitDisplay: "short" } as const;
        return new Intl.NumberFormat(tag, { ...style, maximumSignificantDigits: 3 }).format(amount);
      },
      money: (amount, currency) => {
        const style = currency ? ({ style: "currency", currency } as const) : {};
        const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
        return new Intl.NumberFormat(tag, { ...style, ...digits }).format(Number(amount));
      },
    };
  }, [tag]);
}

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  return `${Math.floor(rounded / 60)}:${String(rounded % 60).padStart(2, "0")}`;
}
