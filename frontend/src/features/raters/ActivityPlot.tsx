import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Raters } from "@/api/types";
import { Plot } from "@/components/charts/Plot";
import { ticksTo } from "@/components/charts/ticks";
import { TimeChart } from "@/components/charts/TimeChart";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { type Day, daysOf, kinds } from "./people";

interface Props {
  slug: string;
  days: Raters["days"];
  filter: { language: string; rater: string };
}

/** So many days are drawn, the newest; the table has all. */
const DAYS = 42;

/** Answers of each day, by kind in the words and the table. */
export function ActivityPlot({ slug, days, filter }: Props) {
  const { t, i18n } = useTranslation();
  const { count } = useNumbers();
  const rows = daysOf(days);
  const shown = rows.slice(-DAYS);
  const short = new Intl.DateTimeFormat(`${i18n.language}-u-nu-latn`, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const sum = ({ amounts }: Day) => kinds.reduce((all, kind) => all + (amounts[kind] ?? 0), 0);
  const busiest = ({ amounts }: Day) =>
    [...kinds].sort((one, other) => (amounts[other] ?? 0) - (amounts[one] ?? 0))[0] ?? "listening";
  const words = (row: Day) =>
    t("raters.day_words", {
      day: short.format(new Date(row.day)),
      answers: count(sum(row)),
      parts: kinds
        .filter((kind) => row.amounts[kind])
        .map((kind) => `${t(`answers.kind_${kind}`)}: ${count(row.amounts[kind] ?? 0)}`)
        .join(t("common.comma")),
    });
  return (
    <Plot
      title={t("raters.activity")}
      lead={t("raters.activity_lead")}
      file={`${slug}.activity`}
      rows={rows}
      rowKey={({ day }) => day}
      columns={[
        { key: "day", title: t("raters.day"), value: ({ day }) => day },
        ...kinds.map((kind) => ({
          key: kind,
          title: t(`answers.kind_${kind}`),
          value: ({ amounts }: Day) => amounts[kind] ?? 0,
          show: ({ day, amounts }: Day) =>
            amounts[kind] === undefined ? (
              count(0)
            ) : (
              <Anchor component={Link} to={answersPath(slug, { ...filter, kind, day })}>
                {count(amounts[kind])}
              </Anchor>
            ),
        })),
      ]}
    >
      <TimeChart
        marks="bars"
        ticks={ticksTo(Math.max(1, ...shown.map(sum)))}
        write={count}
        moments={shown.map((row) => ({
          key: row.day,
          label: short.format(new Date(row.day)),
          value: sum(row),
          words: words(row),
          to: answersPath(slug, { ...filter, kind: busiest(row), day: row.day }),
        }))}
      />
    </Plot>
  );
}
