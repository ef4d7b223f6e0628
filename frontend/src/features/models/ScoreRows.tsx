import { useTranslation } from "react-i18next";

import { endOf } from "@/components/charts/axis-end";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { farthest } from "@/components/charts/reach";
import { ticksTo } from "@/components/charts/ticks";
import { useScoreWords } from "@/components/scores/use-score-words";
import { useNumbers } from "@/lib/numbers";

import type { ScoreRow } from "./panels";
import { useRowNames } from "./use-row-names";

type Row = ScoreRow & { language: string };

interface RowsProps {
  slug: string;
  by: string;
  metric: string;
  rows: readonly Row[];
}

interface ScoresProps extends RowsProps {
  marks: (language: string) => number[];
}

/** A row each, all on an axis from zero. */
export function Scores({ slug, by, metric, rows, marks }: ScoresProps) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useScoreWords();
  const { label, name } = useRowNames(by);
  const end = endOf(rows.map(({ score }) => ({ value: score.value, interval: boundsOf(score) })));
  const ticks = ticksTo(Math.max(end, ...rows.flatMap(({ language }) => marks(language))));
  return (
    <IntervalRows
      domain={[0, ticks.at(-1) ?? 1]}
      ticks={ticks.map((tick) => words.tick(metric, tick).replace("+", ""))}
      rows={rows.map((row) => ({
        key: keyOf(row),
        label: label(row.result.system, row.score),
        note: t("benchmarks.questions", {
          count: row.score.items,
          written: count(row.score.items),
        }),
        value: row.score.value,
        interval: boundsOf(row.score),
        number: words.score(row.score),
        words: `${name(row.result.system, row.score)}: ${words.score(row.score)}`,
        marks: marks(row.language),
        to: pathTo(slug, row),
      }))}
    />
  );
}

const PARTS = [-1, -0.5, 0, 0.5, 1] as const;

/** A row each, about a line where both are as good. */
export function Differences({ slug, by, metric, rows }: RowsProps) {
  const { t } = useTranslation();
  const words = useScoreWords();
  const { label, name } = useRowNames(by);
  const reach = farthest(rows.flatMap(({ difference }) => difference ?? []));
  return (
    <IntervalRows
      domain={[-reach, reach]}
      mark={0}
      ticks={PARTS.map((part) => words.tick(metric, part * reach))}
      rows={rows.flatMap((row) =>
        row.difference === undefined
          ? []
          : [
              {
                key: keyOf(row),
                label: label(row.result.system, row.score),
                value: row.difference.value,
                interval: boundsOf(row.difference),
                number: words.difference(row.difference),
                words: t("models.difference_words", {
                  row: name(row.result.system, row.score),
                  difference: words.difference(row.difference),
                }),
                to: pathTo(slug, row),
              },
            ],
      )}
    />
  );
}

function boundsOf({ low, high }: { low: number | null; high: number | null }) {
  return low === null || high === null ? null : { low, high };
}

export function keyOf({ result, score }: ScoreRow): string {
  return `${result.system} ${score.language} ${score.target}`;
}

function pathTo(slug: string, { result, score }: ScoreRow): string {
  const asked = { system: result.system, language: score.language, target: score.target };
  const filter = Object.entries(asked).filter(([, value]) => value !== "");
  return `/d/${slug}/benchmarks/${result.benchmark}/items?${new URLSearchParams(filter).toString()}`;
}
