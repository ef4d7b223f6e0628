import { useTranslation } from "react-i18next";

import type { RaterAtWork, RaterWork } from "@/api/types";
import { DRAWN } from "@/components/charts/drawn";
import { Plot } from "@/components/charts/Plot";
import { type Kind, ShareBars } from "@/components/charts/ShareBars";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { keyOf, timesOf } from "./people";
import { PersonLabel } from "./PersonLabel";
import { useNames } from "./use-names";

interface Row {
  who: RaterAtWork;
  work: RaterWork;
}

const columns = ["0–5", "5–10", "10–20", "20–40", "40–80", "80–160", "> 160"];

/** How long each rater takes for one answer: a bar of shares, and the median in words. */
export function TimesPlot({ slug, raters }: { slug: string; raters: RaterAtWork[] }) {
  const { t } = useTranslation();
  const { fixed } = useNumbers();
  const names = useNames();
  const rows = raters.flatMap((who): Row[] => who.work.map((work) => ({ who, work })));
  const kinds: Kind[] = [
    { key: "quick", title: t("raters.under", { seconds: 10 }), tone: "first" },
    { key: "usual", title: t("raters.between", { from: 10, to: 40 }), tone: "third" },
    { key: "long", title: t("raters.between", { from: 40, to: 160 }), tone: "rest" },
    { key: "longest", title: t("raters.over", { seconds: 160 }), tone: "second" },
  ];
  return (
    <Plot
      title={t("raters.times")}
      lead={t("raters.times_lead")}
      file={`${slug}.times`}
      rows={rows}
      rowKey={({ who, work }) => `${keyOf(who)} ${work.kind}`}
      columns={[
        { key: "rater", title: t("raters.rater"), value: ({ who }) => names.person(who) },
        {
          key: "language",
          title: t("common.language"),
          value: ({ who }) => names.language(who.language),
        },
        {
          key: "kind",
          title: t("answers.kind"),
          value: ({ work }) => t(`answers.kind_${work.kind}`),
        },
        { key: "median_s", title: t("raters.median"), value: ({ work }) => work.median_s },
        {
          key: "thinking_s",
          title: t("quality.thinking"),
          value: ({ who, work }) =>
            work.kind === "listening" ? (who.voting?.thinking_s ?? null) : null,
        },
        {
          key: "hidden_s",
          title: t("raters.hidden"),
          value: ({ who, work }) =>
            work.kind === "listening" ? (who.voting?.hidden_s ?? null) : null,
        },
        ...columns.map((title, at) => ({
          key: title.replace("–", "-"),
          title: t("raters.seconds", { range: title }),
          value: ({ work }: Row) => work.seconds[at] ?? 0,
        })),
      ]}
    >
      <ShareBars
        kinds={kinds}
        rows={rows.slice(0, DRAWN).map(({ who, work }) => ({
          key: `${keyOf(who)} ${work.kind}`,
          label: (
            <>
              <PersonLabel slug={slug} row={who} />
              {t(`answers.kind_${work.kind}`)}
            </>
          ),
          name: `${names.row(who)}, ${t(`answers.kind_${work.kind}`)}`,
          amounts: timesOf(work.seconds),
          to: () =>
            answersPath(slug, { rater: who.rater, language: who.language, kind: work.kind }),
          number: t("raters.median_s", { seconds: fixed(work.median_s, 1) }),
        }))}
      />
    </Plot>
  );
}
