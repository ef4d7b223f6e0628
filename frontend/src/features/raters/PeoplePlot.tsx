import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { RaterAtWork } from "@/api/types";
import { DRAWN } from "@/components/charts/drawn";
import { type Column, Plot } from "@/components/charts/Plot";
import { type Kind, ShareBars } from "@/components/charts/ShareBars";
import { RestNote } from "@/components/charts/RestNote";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import { answersOf, excludedOf, keyOf, kinds, lastOf, reasons, workOf } from "./people";
import { PersonLabel } from "./PersonLabel";
import { useNames } from "./use-names";

interface Props {
  slug: string;
  raters: RaterAtWork[];
  rules: number;
}

/** What became of each rater's answers: counting votes, votes left out, and other work. */
export function PeoplePlot({ slug, raters, rules }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const columns = useColumns(slug);
  const parts: Kind[] = [
    { key: "yes", title: t("raters.votes_counting"), tone: "good" },
    { key: "no", title: t("raters.votes_left_out"), tone: "bad" },
    { key: "correction", title: t("answers.kind_correction"), tone: "third" },
    { key: "preference", title: t("answers.kind_preference"), tone: "rest" },
  ];
  const lost = (row: RaterAtWork) =>
    reasons.reduce((sum, reason) => sum + excludedOf(row, reason), 0);
  const leading = (row: RaterAtWork) => (part: string) => {
    const about = { rater: row.rater, language: row.language };
    return part === "yes" || part === "no"
      ? answersPath(slug, { ...about, rules, counts: part })
      : answersPath(slug, { ...about, kind: part });
  };
  return (
    <Plot
      title={t("raters.people")}
      lead={t("raters.people_lead")}
      file={`${slug}.raters`}
      rows={raters}
      rowKey={keyOf}
      columns={columns}
    >
      <ShareBars
        kinds={parts}
        rows={raters.slice(0, DRAWN).map((row) => ({
          key: keyOf(row),
          label: <PersonLabel slug={slug} row={row} />,
          name: names.row(row),
          amounts: {
            yes: row.voting?.votes ?? 0,
            no: lost(row),
            correction: workOf(row, "correction")?.answers ?? 0,
            preference: workOf(row, "preference")?.answers ?? 0,
          },
          to: leading(row),
        }))}
      />
      <RestNote all={raters.length} words="raters.more" />
    </Plot>
  );
}

function useColumns(slug: string): Column<RaterAtWork>[] {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const names = useNames();
  const listed = (row: RaterAtWork, amount: number, chosen: Record<string, string>) =>
    amount === 0 ? (
      count(0)
    ) : (
      <Anchor
        component={Link}
        to={answersPath(slug, { rater: row.rater, language: row.language, ...chosen })}
      >
        {count(amount)}
      </Anchor>
    );
  return [
    {
      key: "rater",
      title: t("raters.rater"),
      value: names.person,
      show: (row) => <PersonLabel slug={slug} row={row} />,
    },
    {
      key: "language",
      title: t("common.language"),
      value: ({ language }) => names.language(language),
    },
    ...kinds.map((kind) => ({
      key: kind,
      title: t(`answers.kind_${kind}`),
      value: (row: RaterAtWork) => workOf(row, kind)?.answers ?? 0,
      show: (row: RaterAtWork) => listed(row, workOf(row, kind)?.answers ?? 0, { kind }),
    })),
    { key: "answers", title: t("raters.answers"), value: answersOf },
    {
      key: "counting",
      title: t("raters.votes_counting"),
      value: (row) => row.voting?.votes ?? 0,
      show: (row) => listed(row, row.voting?.votes ?? 0, { counts: "yes" }),
    },
    ...reasons.map((reason) => ({
      key: reason,
      title: t(`quality.reason.${reason}`),
      value: (row: RaterAtWork) => excludedOf(row, reason),
      show: (row: RaterAtWork) => listed(row, excludedOf(row, reason), { counts: reason }),
    })),
    {
      key: "disputed",
      title: t("raters.disputed"),
      value: (row) => workOf(row, "correction")?.disputed ?? 0,
      show: (row) => listed(row, workOf(row, "correction")?.disputed ?? 0, { kind: "correction" }),
    },
    {
      key: "last_at",
      title: t("raters.last"),
      value: lastOf,
      show: (row) => {
        const last = lastOf(row);
        return last === null ? "–" : date(last);
      },
    },
  ];
}
