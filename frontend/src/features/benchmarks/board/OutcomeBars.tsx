import { Text } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Comparison, Score } from "@/api/types";
import { NumberLine } from "@/components/charts/NumberLine";
import { SaveChart } from "@/components/charts/SaveChart";

import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "../PlaceName";
import { outcomes, rowsOf, scoreOf, type Where } from "../scores";
import { usePlaces } from "../use-places";
import { useScoreWords } from "../use-score-words";
import { OutcomeBar } from "./OutcomeBar";
import classes from "./OutcomeBars.module.css";

const ticks = [0, 0.25, 0.5, 0.75, 1] as const;

/** A bar a language, all on the same axis; wins begin at one end and losses at the other. */
export function OutcomeBars({ file, comparison }: { file: string; comparison: Comparison }) {
  const { t } = useTranslation();
  const { share } = useNumbers();
  const drawn = useRef<HTMLDivElement>(null);
  const { system, baseline, scores } = comparison;
  return (
    <>
      <div ref={drawn}>
        <ul className={classes.legend}>
          {outcomes.map((outcome) => (
            <li key={outcome}>
              <Swatch outcome={outcome} />
              {t(`benchmarks.legend_${outcome}`, { system, baseline })}
            </li>
          ))}
          <li>{t("benchmarks.legend_interval")}</li>
        </ul>
        <ul className={classes.list}>
          {usePlaces(scores, outcomes).map((place) => (
            <Row key={place.language} place={place} scores={scores} />
          ))}
          <li className={classes.row} aria-hidden>
            <span className={classes.axis}>
              <NumberLine ticks={ticks.map((tick) => share(tick, 1))} />
            </span>
          </li>
        </ul>
      </div>
      <SaveChart
        name={file}
        of={drawn}
        rows={() => rowsOf(scores)}
        label={t("benchmarks.viewer_title", { system, baseline })}
      />
    </>
  );
}

/** A drawing, so that a picture of the chart has it, too. */
function Swatch({ outcome }: { outcome: (typeof outcomes)[number] }) {
  return (
    <svg className={classes.swatch} viewBox="0 0 14 14" aria-hidden>
      <rect data-outcome={outcome} width={14} height={14} />
    </svg>
  );
}

function Row({ place, scores }: { place: Where; scores: Score[] }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useScoreWords();
  const { name } = useLanguage(place.language);
  const [win, tie, loss] = outcomes.map((outcome) => scoreOf(scores, outcome, place));
  const items = win?.items ?? 0;
  const told = { win: words.score(win), tie: words.score(tie), loss: words.score(loss) };
  const language = place.language === "" ? t("benchmarks.over_all") : name;
  return (
    <li className={classes.row} data-all={place.language === ""}>
      <div>
        <PlaceName {...place} />
        <Text size="sm" c="dimmed">
          {t("benchmarks.questions", { count: items, written: count(items) })}
        </Text>
      </div>
      <OutcomeBar
        win={win}
        tie={tie}
        loss={loss}
        words={t("benchmarks.bar_words", { language, ...told })}
      />
      <div className={classes.number}>
        <bdi dir="ltr">{words.score(win)}</bdi>
      </div>
    </li>
  );
}
