import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { StatisticsRow } from "@/api/types";
import { type Column, Plot } from "@/components/charts/Plot";
import { scores } from "@/components/charts/ScoreChart";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { Legend } from "./Legend";
import { OpinionCharts } from "./OpinionCharts";
import { keyOf, votesOf } from "./places";
import { type Scale, scales } from "./use-opinion-words";
import { usePlaceColumns } from "./use-place-columns";

interface Props {
  slug: string;
  rows: StatisticsRow[];
  rules: number;
}

/** Distributions with their means, side by side; each score of the table leads to its votes. */
export function OpinionPlot({ slug, rows, rules }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const places = usePlaceColumns();
  const amounts = (["votes", "raters", "items"] as const).map((key) => ({
    key,
    title: t(`quality.n_${key}`),
    value: (row: StatisticsRow) => row[key],
  }));
  const words = {
    mean: t("listening.mean"),
    low: t("listening.low"),
    high: t("listening.high"),
    deviation: t("quality.deviation"),
    paper: t("quality.paper"),
  };
  const measures = scales.flatMap((scale) => measuresOf(scale, t(`quality.${scale}`), words));
  const byScore = scales.flatMap((scale) =>
    scores.map((score, at): Column<StatisticsRow> => ({
      key: `${scale}_${score}`,
      title: `${t(`quality.${scale}`)}: ${score}`,
      value: (row) => row[scale].histogram[at] ?? 0,
      show: (row) => (
        <Anchor
          component={Link}
          to={answersPath(slug, { ...votesOf(row), rules, counts: "yes", [scale]: score })}
        >
          {count(row[scale].histogram[at] ?? 0)}
        </Anchor>
      ),
    })),
  );
  return (
    <Plot
      title={t("listening.opinions")}
      lead={t("listening.opinions_lead")}
      file={`${slug}.opinions.rules-${rules}`}
      rows={rows}
      rowKey={keyOf}
      columns={[...places, ...amounts, ...measures, ...byScore]}
    >
      <Legend />
      <OpinionCharts slug={slug} rows={rows} rules={rules} />
    </Plot>
  );
}

function measuresOf(
  scale: Scale,
  name: string,
  words: Record<"mean" | "low" | "high" | "deviation" | "paper", string>,
): Column<StatisticsRow>[] {
  return [
    { key: `${scale}_mean`, title: `${name}: ${words.mean}`, value: (row) => row[scale].mean },
    {
      key: `${scale}_low`,
      title: `${name}: ${words.low}`,
      value: (row) => row[scale].interval?.low ?? null,
    },
    {
      key: `${scale}_high`,
      title: `${name}: ${words.high}`,
      value: (row) => row[scale].interval?.high ?? null,
    },
    {
      key: `${scale}_sd`,
      title: `${name}: ${words.deviation}`,
      value: (row) => row[scale].deviation,
    },
    {
      key: `${scale}_paper`,
      title: `${name}: ${words.paper}`,
      value: (row) => row.paper?.[scale] ?? null,
    },
  ];
}
