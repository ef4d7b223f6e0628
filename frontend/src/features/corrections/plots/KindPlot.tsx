import { useTranslation } from "react-i18next";

import type { Edits } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { type Column, Plot } from "@/components/charts/Plot";
import { useNumbers } from "@/lib/numbers";

import { type Chosen, listOf } from "../filter";

type KindRow = Edits["kinds"][number];
const ticks = [0, 0.25, 0.5, 0.75, 1] as const;

/** In which share of corrected texts each kind of edit was found; a text may show several. */
export function KindPlot({ slug, chosen, edits }: { slug: string; chosen: Chosen; edits: Edits }) {
  const { t } = useTranslation();
  const { share, count } = useNumbers();
  const { kinds, measured } = edits;
  const words = (row: KindRow) =>
    t("corrections.kind_words", {
      kind: t(`corrections.kind_${row.kind}`),
      amount: count(row.corrections),
      of: count(measured),
      share: share(row.corrections, measured),
    });
  return (
    <Plot
      title={t("corrections.kinds")}
      lead={t("corrections.kinds_lead", { count: measured })}
      file={`${slug}.kinds-of-edits`}
      rows={kinds}
      rowKey={({ kind }) => kind}
      columns={useKindColumns()}
    >
      <IntervalRows
        rows={kinds.map((row) => ({
          key: row.kind,
          label: t(`corrections.kind_${row.kind}`),
          note: t("corrections.kind_fields", {
            question: count(row.question),
            answer: count(row.answer),
          }),
          value: row.corrections / Math.max(1, measured),
          interval: null,
          number: `${share(row.corrections, measured)} (${count(row.corrections)})`,
          words: words(row),
          to: listOf(slug, chosen, { kind: row.kind, verdict: "corrected" }),
        }))}
        domain={[0, 1]}
        ticks={ticks.map((tick) => share(tick, 1))}
      />
    </Plot>
  );
}

function useKindColumns(): Column<KindRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "kind",
      title: t("corrections.filter_kind"),
      value: ({ kind }) => kind,
      show: ({ kind }) => t(`corrections.kind_${kind}`),
    },
    { key: "texts", title: t("corrections.column_texts"), value: (row) => row.corrections },
    { key: "question", title: t("corrections.column_question"), value: (row) => row.question },
    { key: "answer", title: t("corrections.column_answer"), value: (row) => row.answer },
  ];
}
