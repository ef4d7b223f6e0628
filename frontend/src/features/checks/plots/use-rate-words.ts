import { useTranslation } from "react-i18next";

import type { Column } from "@/components/charts/Plot";
import { useNumbers } from "@/lib/numbers";

import type { Judged } from "../rates";

/** A rate beside its mark, and all of it in words. */
export function useRateWords() {
  const { t } = useTranslation();
  const { rate, count } = useNumbers();
  return {
    number: (row: Judged) => `${rate(row.rate)} (${count(row.failed)})`,
    words: (name: string, row: Judged) =>
      t("checks.rate_words", {
        name,
        rate: rate(row.rate),
        low: rate(row.interval.low),
        high: rate(row.interval.high),
        failed: count(row.failed),
        checked: count(row.failed + row.passed),
      }),
  };
}

/** The numbers behind a rate, for a table and a file. */
export function useRateColumns<Row extends Judged>(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    { key: "failed", title: t("checks.column_failed"), value: ({ failed }) => failed },
    {
      key: "checked",
      title: t("checks.column_checked"),
      value: ({ failed, passed }) => failed + passed,
    },
    { key: "rate", title: t("checks.column_rate"), value: ({ rate }) => rate },
    { key: "low", title: t("checks.column_low"), value: ({ interval }) => interval.low },
    { key: "high", title: t("checks.column_high"), value: ({ interval }) => interval.high },
  ];
}
