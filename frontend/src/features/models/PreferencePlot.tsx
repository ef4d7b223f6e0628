import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePrinted } from "@/api/printed";
import { Plot, type Column } from "@/components/charts/Plot";
import { OutcomeShares } from "@/components/scores/OutcomeShares";
import { outcomes } from "@/components/scores/scores";
import { useInOrder } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";
import { useNumbers } from "@/lib/numbers";

import { type Panel, type PreferenceRow } from "./panels";
import { printedWins } from "./printed";
import { useRowNames } from "./use-row-names";

interface Props {
  slug: string;
  base: string;
  by: string;
  panel: Panel<PreferenceRow>;
}

/** Wins, ties and losses against the base, as one judge sees them on one benchmark. */
export function PreferencePlot({ slug, base, by, panel }: Props) {
  const { t } = useTranslation();
  const { label, name } = useRowNames(by);
  const inOrder = useInOrder();
  const printed = usePrinted().data?.rates ?? [];
  const columns = useColumns(by);
  const [first] = panel.rows;
  if (first === undefined) return null;
  const { benchmark, judge, protocol, system } = first.preference;
  const one = by === "language" ? system : "";
  const rows = inOrder(panel.rows.map((row) => ({ ...row, language: row.cells.language })));
  const drawn = rows.map(({ preference, cells, language }) => ({
    ...cells,
    key: `${preference.system} ${language}`,
    label: label(preference.system, { language, target: "" }),
    name: name(preference.system, { language, target: "" }),
    mark: printedWins(printed, base, language),
    to: (outcome: string) => pathTo(slug, preference, { outcome, language }),
  }));
  const wait = rows.some(({ preference }) => !preference.is_scored);
  return (
    <Plot
      title={t("models.preference_title", { benchmark, system: one || t("models.systems"), base })}
      lead={t("models.preference_lead", {
        judge,
        protocol: t(`benchmarks.protocol_${protocol}`),
      })}
      file={`${slug}.${panel.key}.preferences`}
      rows={rows}
      rowKey={({ preference, language }) => `${preference.system} ${language}`}
      columns={columns}
    >
      <OutcomeShares system={one} baseline={base} rows={drawn} />
      <Text size="sm" c="dimmed">
        {t("benchmarks.legend_interval")}
        {drawn.some(({ mark }) => mark !== undefined) && ` ${t("models.printed_wins")}`}
      </Text>
      {wait && (
        <Text size="sm" role="status">
          {t("benchmarks.scores_wait")}
        </Text>
      )}
    </Plot>
  );
}

type Row = PreferenceRow & { language: string };

function useColumns(by: string): Column<Row>[] {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useScoreWords();
  const { place } = useRowNames(by);
  const where = (row: Row) => place({ language: row.language, target: "" });
  const system: Column<Row> = {
    key: "system",
    title: t("benchmarks.system"),
    value: ({ preference }) => preference.system,
  };
  const language: Column<Row> = {
    key: "language",
    title: t("common.language"),
    value: (row) => row.language,
    show: where,
  };
  const rates = outcomes.flatMap((outcome): Column<Row>[] => [
    {
      key: `${outcome}_pairs`,
      title: t("models.pairs_of", { outcome: t(`benchmarks.${outcome}`) }),
      value: ({ cells }) => cells[outcome].count,
      show: ({ cells }) => count(cells[outcome].count),
    },
    {
      key: outcome,
      title: t(`benchmarks.${outcome}`),
      value: ({ cells }) => cells[outcome].value,
      show: ({ cells }) => (
        <bdi dir="ltr">{words.score({ metric: outcome, ...cells[outcome] })}</bdi>
      ),
    },
    { key: `${outcome}_low`, title: t("models.low"), value: ({ cells }) => cells[outcome].low },
    { key: `${outcome}_high`, title: t("models.high"), value: ({ cells }) => cells[outcome].high },
  ]);
  return [...(by === "language" ? [language, system] : [system, language]), ...rates];
}

export function pathTo(
  slug: string,
  { benchmark, comparison }: PreferenceRow["preference"],
  filter: Record<string, string>,
): string {
  const asked = Object.entries(filter).filter(([, value]) => value !== "");
  const address = `/d/${slug}/benchmarks/${benchmark}/comparisons/${comparison}`;
  return `${address}?${new URLSearchParams(asked).toString()}`;
}
