import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { StatisticsRow } from "@/api/types";
import { largestShare } from "@/components/charts/scale";
import { ScoreChart } from "@/components/charts/ScoreChart";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import classes from "./OpinionCharts.module.css";
import { type Scale, scales, useOpinionWords } from "./use-opinion-words";

/** One row a place, one chart a scale, all on the same axes. */
export function OpinionCharts({ rows }: { rows: StatisticsRow[] }) {
  const top = largestShare(rows.flatMap((row) => scales.map((scale) => row[scale].histogram)));
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <li key={`${row.language} ${row.engine} ${row.voice}`} className={classes.row}>
          <Place row={row} />
          {scales.map((scale) => (
            <Opinion key={scale} row={row} scale={scale} top={top} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function Place({ row }: { row: StatisticsRow }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const numbers = { votes: count(row.votes), raters: count(row.raters), items: count(row.items) };
  const made = [row.engine, row.voice].filter((part) => part !== "").join(" · ");
  return (
    <div className={classes.place}>
      <LanguageName code={row.language} />
      {made !== "" && (
        <Text size="sm" c="dimmed">
          <bdi dir="ltr">{made}</bdi>
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t("quality.counts", numbers)}
      </Text>
    </div>
  );
}

function Opinion({ row, scale, top }: { row: StatisticsRow; scale: Scale; top: number }) {
  const { t } = useTranslation();
  const words = useOpinionWords();
  const { name } = useLanguage(row.language);
  const summary = row[scale];
  return (
    <div>
      <div className={classes.numbers}>
        <span className={classes.scale}>{t(`quality.${scale}`)}</span>
        <bdi>{words.short(summary)}</bdi>
      </div>
      <ScoreChart
        histogram={summary.histogram}
        mean={summary.mean}
        interval={summary.interval}
        reference={row.paper?.[scale] ?? null}
        top={top}
        words={words.long(row, scale, name)}
      />
      {summary.no_interval !== null && (
        <Text size="xs" c="dimmed">
          {t(`quality.no_interval.${summary.no_interval}`)}
        </Text>
      )}
    </div>
  );
}
