import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { LanguageShortfall } from "@/api/types";
import { DRAWN } from "@/components/charts/drawn";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { LanguageName } from "@/components/LanguageName";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

import { useNames } from "./use-names";

interface Props {
  slug: string;
  shortfalls: LanguageShortfall[];
}

const numbers = ["tasks", "answers", "raters", "raters_able", "raters_missing"] as const;

/** What open campaigns wait for in each language, and whether there are enough people for it. */
export function ShortfallPlot({ slug, shortfalls }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const names = useNames();
  if (shortfalls.length === 0)
    return (
      <Section title={t("raters.shortfalls")}>
        <Text>{t("raters.no_shortfalls")}</Text>
      </Section>
    );
  const ticks = ticksTo(Math.max(...shortfalls.map(({ answers }) => answers)));
  const people = ({ raters_missing }: LanguageShortfall) =>
    raters_missing > 0
      ? t("raters.people_missing", { count: raters_missing, written: count(raters_missing) })
      : t("raters.people_enough");
  return (
    <Plot
      title={t("raters.shortfalls")}
      lead={t("raters.shortfalls_lead")}
      file={`${slug}.shortfalls`}
      rows={shortfalls}
      rowKey={({ campaign, language }) => `${campaign} ${language}`}
      columns={[
        {
          key: "language",
          title: t("common.language"),
          value: ({ language }) => names.language(language),
          show: ({ language }) => <LanguageName code={language} />,
        },
        { key: "campaign", title: t("raters.campaign"), value: ({ name }) => name },
        { key: "kind", title: t("answers.kind"), value: ({ kind }) => t(`answers.kind_${kind}`) },
        ...numbers.map((key) => ({
          key,
          title: t(`raters.n_${key}`),
          value: (row: LanguageShortfall) => row[key],
        })),
      ]}
    >
      <IntervalRows
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticks.map((tick) => count(tick))}
        rows={shortfalls.slice(0, DRAWN).map((row) => ({
          key: `${row.campaign} ${row.language}`,
          label: <LanguageName code={row.language} />,
          note: `${row.name} · ${people(row)}`,
          value: row.answers,
          interval: null,
          number: count(row.answers),
          words: t("raters.shortfall_words", {
            language: names.language(row.language),
            campaign: row.name,
            answers: count(row.answers),
            people: people(row),
          }),
          to: `/d/${slug}/campaigns`,
        }))}
      />
    </Plot>
  );
}
