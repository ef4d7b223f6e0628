import { Text } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { useLanguages } from "@/api/languages";
import type { Comparison, Score } from "@/api/types";
import { SaveChart } from "@/components/charts/SaveChart";
import { OutcomeShares, type OutcomeRow } from "@/components/scores/OutcomeShares";
import { PlaceName } from "@/components/scores/PlaceName";
import { outcomes, rowsOf, scoreOf, type Where } from "@/components/scores/scores";
import { usePlaces } from "@/components/scores/use-places";

interface Props {
  file: string;
  comparison: Comparison;
  /** Where its questions are read. */
  viewer: string;
}

/** A bar a language; wins begin at one end and losses at the other, and lead to their questions. */
export function OutcomeBars({ file, comparison, viewer }: Props) {
  const { t } = useTranslation();
  const drawn = useRef<HTMLDivElement>(null);
  const languages = useLanguages();
  const { system, baseline, scores } = comparison;
  const named = ({ language }: Where) =>
    languages.find(({ code }) => code === language)?.name ?? t("benchmarks.over_all");
  const rows = usePlaces(scores, outcomes).map((place): OutcomeRow => {
    const [win, tie, loss] = outcomes.map((outcome) => scoreOf(scores, outcome, place));
    const language = place.language === "" ? "" : `&language=${place.language}`;
    return {
      key: place.language,
      label: <PlaceName {...place} />,
      name: named(place),
      items: win?.items ?? 0,
      win: win ?? NOTHING,
      tie: tie ?? NOTHING,
      loss: loss ?? NOTHING,
      to: (outcome) => `${viewer}?outcome=${outcome}${language}`,
    };
  });
  return (
    <>
      <div ref={drawn}>
        <OutcomeShares system={system} baseline={baseline} rows={rows} />
        <Text size="sm" c="dimmed">
          {t("benchmarks.legend_interval")}
        </Text>
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

const NOTHING: Pick<Score, "value" | "low" | "high"> = { value: null, low: null, high: null };
