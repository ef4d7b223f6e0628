import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { PrintedRate } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

const FEW = 5;

/** Rates of outcomes that the paper's text gives. */
export function PrintedRates({ rates }: { rates: PrintedRate[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t("benchmarks.printed_rates_lead")}</Text>
      <List size="sm" mt="xs">
        {rates.map((rate) => (
          <List.Item key={`${rate.section} ${rate.first} ${rate.outcome}`}>
            <Rate rate={rate} />
          </List.Item>
        ))}
      </List>
    </>
  );
}

function Rate({ rate }: { rate: PrintedRate }) {
  const { t } = useTranslation();
  const { count, fixed } = useNumbers();
  const { section, first, second, outcome, languages, value } = rate;
  const all = { count: languages.length, written: count(languages.length) };
  return (
    <>
      {t("benchmarks.printed_rate", {
        section,
        first,
        second,
        outcome: t(`benchmarks.outcome_${outcome as "win" | "tie" | "loss"}`),
        value: `${fixed(100 * value, 1)}%`,
      })}
      <Text size="sm" c="dimmed" component="div">
        {languages.length > FEW
          ? t("benchmarks.languages", all)
          : languages.map((code) => (
              <div key={code}>
                <LanguageName code={code} />
              </div>
            ))}
      </Text>
    </>
  );
}
