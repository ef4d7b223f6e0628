import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Difference } from "@/api/types";
import { IntervalMark } from "@/components/charts/IntervalMark";
import { linear } from "@/components/charts/scale";
import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "@/components/scores/PlaceName";
import { useScoreWords } from "@/components/scores/use-score-words";
import classes from "./Difference.module.css";

const WIDTH = 320;
const HEIGHT = 20;

interface Props {
  row: Difference;
  /** Both ends of the axis are so far from zero. */
  reach: number;
}

export function DifferenceRow({ row, reach }: Props) {
  const { t } = useTranslation();
  const { fixed } = useNumbers();
  const words = useScoreWords();
  const { name } = useLanguage(row.language);
  const { language, target, value, low, high, p_value: chance } = row;
  const p = chance === null ? "–" : fixed(chance, 3);
  const told = words.difference(row);
  const where = language === "" ? t("benchmarks.over_all") : name;
  const place = linear([-reach, reach], [0, WIDTH]);
  return (
    <li className={classes.row} data-all={language === ""}>
      <PlaceName language={language} target={target} />
      <svg
        role="img"
        aria-label={t("benchmarks.difference_words", { language: where, value: told, p })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={classes.chart}
      >
        <line className={classes.zero} x1={place(0)} x2={place(0)} y1={0} y2={HEIGHT} />
        {value !== null && (
          <IntervalMark
            mean={value}
            interval={low === null || high === null ? null : { low, high }}
            place={place}
            y={HEIGHT / 2}
          />
        )}
      </svg>
      <div className={classes.number}>
        <bdi dir="ltr">{told}</bdi>
        <Text size="xs" c="dimmed">
          <bdi dir="ltr">p = {p}</bdi>
        </Text>
      </div>
    </li>
  );
}
