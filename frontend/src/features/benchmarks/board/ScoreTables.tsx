import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Standing } from "@/api/types";
import { Section } from "@/components/Section";
import { SaveChart } from "@/components/charts/SaveChart";
import { ScrollRegion } from "@/components/ScrollRegion";
import type { Cell } from "@/lib/csv";

import { PlaceName } from "@/components/scores/PlaceName";
import {
  type AnswerMetric,
  answerMetrics,
  rowsOf,
  scoreOf,
  WRONG_LANGUAGE,
} from "@/components/scores/scores";
import { usePlaces } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";
import classes from "./tables.module.css";

/** A table a metric: places below each other, systems side by side. */
export function ScoreTables({ file, standings }: { file: string; standings: Standing[] }) {
  const { t } = useTranslation();
  const asked = standings.filter(({ answered }) => answered > 0);
  const all = asked.flatMap(({ scores }) => scores);
  const shown = answerMetrics.filter((metric) =>
    all.some((score) => score.metric === metric && score.value !== null),
  );
  if (shown.length === 0) return null;
  return (
    <Section title={t("benchmarks.scores")} lead={t("benchmarks.scores_lead")}>
      {shown.map((metric) => (
        <details key={metric} open={metric === shown[0] && metric !== WRONG_LANGUAGE}>
          <summary>{t(`benchmarks.metric_${metric}`)}</summary>
          <MetricTable metric={metric} standings={asked} />
        </details>
      ))}
      <SaveChart
        name={`${file}.scores`}
        rows={() => rowsOfAll(asked)}
        label={t("benchmarks.scores")}
      />
      {asked.some(({ is_scored }) => !is_scored) && (
        <Text size="sm" role="status">
          {t("benchmarks.scores_wait")}
        </Text>
      )}
    </Section>
  );
}

/** Every system's scores below each other. */
function rowsOfAll(standings: Standing[]): Cell[][] {
  return standings.flatMap(({ system, scores }, at) => {
    const [head = [], ...rows] = rowsOf(scores);
    const told = rows.map((row) => [system, ...row]);
    return at === 0 ? [["system", ...head], ...told] : told;
  });
}

function MetricTable({ metric, standings }: { metric: AnswerMetric; standings: Standing[] }) {
  const { t } = useTranslation();
  const words = useScoreWords();
  const places = usePlaces(
    standings.flatMap(({ scores }) => scores),
    [metric],
  );
  const name = t(`benchmarks.metric_${metric}`);
  return (
    <ScrollRegion label={name}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            {standings.map(({ system }) => (
              <Table.Th key={system} scope="col" ta="end">
                <bdi>{system}</bdi>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {places.map((place) => (
            <Table.Tr key={`${place.language} ${place.target}`}>
              <Table.Th scope="row">
                <PlaceName {...place} />
              </Table.Th>
              {standings.map(({ system, scores }) => (
                <Table.Td key={system} ta="end">
                  <bdi dir="ltr" className={classes.together}>
                    {words.score(scoreOf(scores, metric, place))}
                  </bdi>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
