import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Comparison, Score } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "../PlaceName";
import { outcomes, scoreOf, type Where } from "../scores";
import { usePlaces } from "../use-places";
import { useScoreWords } from "../use-score-words";
import { OutcomeBar } from "./OutcomeBar";
import classes from "./OutcomeBars.module.css";

/** A bar a language, all on the same axis; wins begin at one end and losses at the other. */
export function OutcomeBars({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { system, baseline, scores } = comparison;
  return (
    <>
      <ul className={classes.legend}>
        {outcomes.map((outcome) => (
          <li key={outcome}>
            <span className={classes.swatch} data-outcome={outcome} />
            {t(`benchmarks.legend_${outcome}`, { system, baseline })}
          </li>
        ))}
        <li>{t("benchmarks.legend_interval")}</li>
      </ul>
      <ul className={classes.list}>
        {usePlaces(scores, outcomes).map((place) => (
          <Row key={place.language} place={place} scores={scores} />
        ))}
      </ul>
    </>
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
