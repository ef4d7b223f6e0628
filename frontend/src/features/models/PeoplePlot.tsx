import { useTranslation } from "react-i18next";

import type { PeopleRates } from "@/api/types";
import { Plot, type Column } from "@/components/charts/Plot";
import { OutcomeShares } from "@/components/scores/OutcomeShares";
import { useInOrder } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";
import { useNumbers } from "@/lib/numbers";

import type { Panel, PreferenceRow } from "./panels";
import { pathTo } from "./PreferencePlot";
import { useRowNames } from "./use-row-names";

interface Props {
  slug: string;
  base: string;
  by: string;
  panel: Panel<PreferenceRow>;
}

interface Row {
  preference: PreferenceRow["preference"];
  language: string;
  /** None says who decided: the judge of the panel, or people. */
  rates: PeopleRates;
  judge: PreferenceRow["cells"] | undefined;
  agreement: number | null;
  both: number;
}

/** What people prefer, with how often the judge agrees with them. */
export function PeoplePlot({ slug, base, by, panel }: Props) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  const { label, name } = useRowNames(by);
  const inOrder = useInOrder();
  const columns = useColumns(by);
  const rows = inOrder(rowsOf(panel.rows));
  const [first] = rows;
  if (first === undefined) return null;
  const { benchmark, system, judge } = first.preference;
  const one = by === "language" ? system : "";
  const drawn = rows.map(({ preference, language, rates, agreement }) => {
    const where = { language, target: "" };
    const agreed =
      agreement === null
        ? t("models.agreement_none")
        : t("models.agreement", { share: decimal(100 * agreement, 1) });
    return {
      ...rates,
      items: rates.win.count + rates.tie.count + rates.loss.count,
      key: `${preference.system} ${language}`,
      label: (
        <>
          {label(preference.system, where)}
          <div>{agreed}</div>
        </>
      ),
      name: name(preference.system, where),
      to: (chosen: string) => pathTo(slug, preference, { chosen, language }),
    };
  });
  return (
    <Plot
      title={t("models.people_title", { benchmark, system: one || t("models.systems"), base })}
      lead={t("models.people_lead", { judge })}
      file={`${slug}.${panel.key}.people`}
      rows={rows}
      rowKey={({ preference, language }) => `${preference.system} ${language}`}
      columns={columns}
    >
      <OutcomeShares system={one} baseline={base} rows={drawn} />
    </Plot>
  );
}

function rowsOf(rows: readonly PreferenceRow[]): Row[] {
  const preferences = [...new Set(rows.map(({ preference }) => preference))];
  return preferences.flatMap((preference) =>
    preference.people.rates.map((rates) => {
      const { language } = rates;
      const agreed = preference.people.agreements.find(
        (one) => one.between === "people" && one.language === language,
      );
      return {
        preference,
        language,
        rates,
        judge: preference.rows.find((one) => one.language === language),
        agreement: agreed?.agreement ?? null,
        both: agreed?.items ?? 0,
      };
    }),
  );
}

function useColumns(by: string): Column<Row>[] {
  const { t } = useTranslation();
  const words = useScoreWords();
  const { place } = useRowNames(by);
  return [
    { key: "system", title: t("benchmarks.system"), value: ({ preference }) => preference.system },
    {
      key: "language",
      title: t("common.language"),
      value: ({ language }) => language,
      show: ({ language }) => place({ language, target: "" }),
    },
    {
      key: "people_win",
      title: t("models.people_win"),
      value: ({ rates }) => rates.win.value,
      show: ({ rates }) => <bdi dir="ltr">{words.score({ metric: "win", ...rates.win })}</bdi>,
    },
    {
      key: "judge_win",
      title: t("models.judge_win"),
      value: ({ judge }) => judge?.win.value ?? null,
      show: ({ judge }) => (
        <bdi dir="ltr">{words.score(judge && { metric: "win", ...judge.win })}</bdi>
      ),
    },
    { key: "agreement", title: t("models.agreement_title"), value: ({ agreement }) => agreement },
    { key: "both_judged", title: t("models.both"), value: ({ both }) => both },
  ];
}
