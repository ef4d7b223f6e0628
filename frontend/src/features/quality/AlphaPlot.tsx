import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { StatisticsRow } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { Plot } from "@/components/charts/Plot";
import { LanguageName } from "@/components/LanguageName";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { keyOf, votesOf } from "./places";
import { type Scale, scales } from "./use-opinion-words";
import { usePlaceColumns } from "./use-place-columns";

const domain = [-1, 1] as const;
const ticks = ["-1", "-0.5", "0", "0.5", "1"];

interface Props {
  slug: string;
  rows: StatisticsRow[];
  rules: number;
}

/** Whether those who heard the same recording agree: a row for each place and scale. */
export function AlphaPlot({ slug, rows, rules }: Props) {
  const { t } = useTranslation();
  const { fixed } = useNumbers();
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const columns = usePlaceColumns();
  const drawn = rows.flatMap((row) => scales.map((scale) => draw(row, scale)));
  function draw(row: StatisticsRow, scale: Scale) {
    const { alpha } = row[scale];
    const number = alpha === null ? "–" : fixed(alpha, 2);
    const named = [names.get(row.language) ?? row.language, row.engine, row.voice];
    const place = named.filter((part) => part !== "").join(t("common.comma"));
    return {
      key: `${keyOf(row)} ${scale}`,
      label: scale === "naturalness" ? <LanguageName code={row.language} /> : "",
      note: [row.engine, row.voice, t(`quality.${scale}`)]
        .filter((part) => part !== "")
        .join(" · "),
      value: alpha,
      interval: null,
      number,
      words: t("listening.alpha_words", { place, scale: t(`quality.${scale}`), number }),
      to: answersPath(slug, { ...votesOf(row), rules, counts: "yes" }),
    };
  }
  return (
    <Plot
      title={t("listening.alpha")}
      lead={t("listening.alpha_lead")}
      file={`${slug}.alpha.rules-${rules}`}
      rows={rows}
      rowKey={keyOf}
      columns={[
        ...columns,
        ...scales.map((scale) => ({
          key: `${scale}_alpha`,
          title: t(`quality.${scale}`),
          value: (row: StatisticsRow) => row[scale].alpha,
        })),
      ]}
    >
      <IntervalRows rows={drawn} domain={domain} ticks={ticks} mark={0} />
    </Plot>
  );
}
