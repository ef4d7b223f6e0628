import { NativeSelect, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Difference } from "@/api/types";
import { NumberLine } from "@/components/charts/NumberLine";
import { SaveChart } from "@/components/charts/SaveChart";

import { isBetterLow, textMetrics } from "@/components/scores/scores";
import { useInOrder } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";
import classes from "./Difference.module.css";
import { DifferenceRow } from "./DifferenceRow";
import { farthest } from "@/components/charts/reach";

interface Props {
  file: string;
  differences: Difference[];
  system: string;
  baseline: string;
}

const columns = [
  "metric",
  "language",
  "target",
  "value",
  "low",
  "high",
  "p_value",
  "items",
] as const;

/** Of the axis' reach. */
const ticks = [-1, -0.5, 0, 0.5, 1] as const;

/** A dot with its interval for each language, about a line where both are as good. */
export function DifferenceChart({ file, differences, system, baseline }: Props) {
  const { t } = useTranslation();
  const words = useScoreWords();
  const metrics = textMetrics.filter((one) => differences.some(({ metric }) => metric === one));
  const [chosen, setChosen] = useState(metrics[0]);
  const metric = metrics.find((one) => one === chosen) ?? metrics[0];
  const drawn = useRef<HTMLDivElement>(null);
  const rows = useInOrder()(differences.filter((one) => one.metric === metric));
  const reach = farthest(rows);
  if (metric === undefined) return null;
  const better = isBetterLow(metric) ? "better_left" : "better_right";
  return (
    <>
      <NativeSelect
        label={t("benchmarks.metric")}
        data={metrics.map((value) => ({ value, label: t(`benchmarks.metric_${value}`) }))}
        value={metric}
        maw="36rem"
        mb="sm"
        onChange={(event) => setChosen(metrics.find((one) => one === event.currentTarget.value))}
      />
      <div ref={drawn}>
        <Text size="sm">
          {t("benchmarks.difference", { system, baseline })}.{" "}
          {t(`benchmarks.${better}`, { system })}
        </Text>
        <ul className={classes.list}>
          {rows.map((row) => (
            <DifferenceRow key={`${row.language} ${row.target}`} row={row} reach={reach} />
          ))}
          <li className={classes.row} aria-hidden>
            <span className={classes.chart}>
              <NumberLine ticks={ticks.map((tick) => words.tick(metric, tick * reach))} />
            </span>
          </li>
        </ul>
      </div>
      <SaveChart
        name={file}
        of={drawn}
        rows={() => [[...columns], ...differences.map((row) => columns.map((name) => row[name]))]}
        label={t("benchmarks.differences")}
      />
    </>
  );
}
