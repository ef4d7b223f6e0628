import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import type { StatisticsRow } from "@/api/types";
import { largestShare } from "@/components/charts/scale";
import { ScoreChart } from "@/components/charts/ScoreChart";
import { LanguageName } from "@/components/LanguageName";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import classes from "./OpinionCharts.module.css";
import { itemsPath, keyOf, votesOf } from "./places";
import { type Scale, scales, useOpinionWords } from "./use-opinion-words";

interface Props {
  slug: string;
  rows: StatisticsRow[];
  rules: number;
}

/** One row a place, one chart a scale, all on the same axes. */
export function OpinionCharts({ slug, rows, rules }: Props) {
  const top = largestShare(rows.flatMap((row) => scales.map((scale) => row[scale].histogram)));
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={classes.row}>
          <Place slug={slug} row={row} rules={rules} />
          {scales.map((scale) => (
            <Opinion key={scale} row={row} scale={scale} top={top} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function Place({ slug, row, rules }: { slug: string; row: StatisticsRow; rules: number }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const votes = answersPath(slug, { ...votesOf(row), rules, counts: "yes" });
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
        <Anchor component={Link} to={votes} inherit>
          {t("listening.votes", { votes: count(row.votes) })}
        </Anchor>
        {" · "}
        {t("listening.raters", { raters: count(row.raters) })}
        {" · "}
        <Anchor component={Link} to={itemsPath(slug, row)} inherit>
          {t("listening.items", { items: count(row.items) })}
        </Anchor>
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
