import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePrinted } from "@/api/printed";
import { Plot } from "@/components/charts/Plot";
import { useInOrder } from "@/components/scores/use-places";

import { metricOf, type Panel, type ScoreRow } from "./panels";
import { printedSystems, printedValues } from "./printed";
import { Differences, keyOf, Scores } from "./ScoreRows";
import { useScoreColumns } from "./use-score-columns";

interface Props {
  slug: string;
  base: string;
  by: string;
  panel: Panel<ScoreRow>;
}

/** One metric on one benchmark, and below it how far each score is from the base's. */
export function ScorePlot({ slug, base, by, panel }: Props) {
  const { t } = useTranslation();
  const inOrder = useInOrder();
  const columns = useScoreColumns(by);
  const columnsPrinted = usePrinted().data?.columns ?? [];
  const rows = inOrder(panel.rows.map((row) => ({ ...row, language: row.score.language })));
  const [first] = rows;
  const metric = first && metricOf(first.score);
  if (first === undefined || metric === undefined) return null;
  const { benchmark, suite, system } = first.result;
  const named = { benchmark, metric: t(`benchmarks.metric_${metric}`) };
  const printed = printedSystems(columnsPrinted, suite, metric);
  const differing = rows.filter(({ difference }) => difference !== undefined);
  const wait = rows.some(
    ({ result }) => !result.is_scored || result.differences?.is_scored === false,
  );
  return (
    <Plot
      title={
        by === "language"
          ? `${t("models.score_title", named)}: ${system}`
          : t("models.score_title", named)
      }
      file={`${slug}.${panel.key}`}
      rows={rows}
      rowKey={keyOf}
      columns={columns}
    >
      <Scores
        slug={slug}
        by={by}
        metric={metric}
        rows={rows}
        marks={(language) => printedValues(columnsPrinted, suite, metric, language)}
      />
      {printed.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("models.printed_values", { systems: printed.join(t("common.comma")) })}
        </Text>
      )}
      {differing.length > 0 && (
        <>
          <Text fw={600} mt="md">
            {t("models.difference_to", { base })}
          </Text>
          <Differences slug={slug} by={by} metric={metric} rows={differing} />
        </>
      )}
      {wait && (
        <Text size="sm" role="status">
          {t("benchmarks.differences_wait")}
        </Text>
      )}
    </Plot>
  );
}
