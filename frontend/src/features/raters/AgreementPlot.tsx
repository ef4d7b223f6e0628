import { useTranslation } from "react-i18next";

import type { RaterAtWork } from "@/api/types";
import { DRAWN } from "@/components/charts/drawn";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { type Column, Plot } from "@/components/charts/Plot";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { keyOf } from "./people";
import { PersonLabel } from "./PersonLabel";
import { useNames } from "./use-names";

const scales = ["naturalness", "understood"] as const;
const domain = [-2, 2] as const;
const ticks = ["-2", "-1", "0", "+1", "+2"];

/** How far above or below the others each rater votes; gold and alpha stand in the table. */
export function AgreementPlot({ slug, raters }: { slug: string; raters: RaterAtWork[] }) {
  const { t } = useTranslation();
  const { count, fixed } = useNumbers();
  const names = useNames();
  const voting = raters.filter((row) => row.voting !== null && row.voting.votes > 0);
  const drawn = voting.slice(0, DRAWN).flatMap((row) =>
    scales.map((scale) => {
      const leniency = row.voting?.leniency[scale] ?? null;
      const offset = leniency?.offset ?? null;
      const number = offset === null ? "–" : `${offset > 0 ? "+" : ""}${fixed(offset, 2)}`;
      return {
        key: `${keyOf(row)} ${scale}`,
        label: scale === "naturalness" ? <PersonLabel slug={slug} row={row} /> : "",
        note: t(`quality.${scale}`),
        value: offset,
        interval: null,
        number,
        words: t("raters.leniency_words", {
          who: names.row(row),
          scale: t(`quality.${scale}`),
          number,
          items: count(leniency?.items ?? 0),
        }),
        to: answersPath(slug, { rater: row.rater, language: row.language, counts: "yes" }),
      };
    }),
  );
  if (voting.length === 0) return null;
  const measures = {
    leniency: t("raters.leniency"),
    alpha: t("quality.alpha"),
    near: t("quality.gold_near"),
    bias: t("raters.gold_bias"),
  };
  return (
    <Plot
      title={t("raters.agreement")}
      lead={t("raters.agreement_lead")}
      file={`${slug}.agreement`}
      rows={voting}
      rowKey={keyOf}
      columns={[
        { key: "rater", title: t("raters.rater"), value: names.person },
        {
          key: "language",
          title: t("common.language"),
          value: ({ language }) => names.language(language),
        },
        ...scales.flatMap((scale) => measuresOf(scale, t(`quality.${scale}`), measures)),
      ]}
    >
      <IntervalRows rows={drawn} domain={domain} ticks={ticks} mark={0} />
    </Plot>
  );
}

function measuresOf(
  scale: (typeof scales)[number],
  name: string,
  measures: Record<"leniency" | "alpha" | "near" | "bias", string>,
): Column<RaterAtWork>[] {
  const titled = (words: string) => `${name}: ${words}`;
  return [
    {
      key: `${scale}_leniency`,
      title: titled(measures.leniency),
      value: ({ voting }) => voting?.leniency[scale]?.offset ?? null,
    },
    {
      key: `${scale}_alpha`,
      title: titled(measures.alpha),
      value: ({ voting }) => voting?.alpha[scale] ?? null,
    },
    {
      key: `${scale}_gold_near`,
      title: titled(measures.near),
      value: ({ voting }) => voting?.gold[scale]?.near ?? null,
    },
    {
      key: `${scale}_gold_bias`,
      title: titled(measures.bias),
      value: ({ voting }) => voting?.gold[scale]?.bias ?? null,
    },
  ];
}
