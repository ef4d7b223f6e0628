import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { Column } from "@/components/charts/Plot";
import { useScoreWords } from "@/components/scores/use-score-words";

import type { ScoreRow } from "./panels";
import { useRowNames } from "./use-row-names";

/** The numbers behind a plot of scores; a system that was trained here leads to its training. */
export function useScoreColumns(by: string): Column<ScoreRow>[] {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const words = useScoreWords();
  const { place } = useRowNames(by);
  const system: Column<ScoreRow> = {
    key: "system",
    title: t("benchmarks.system"),
    value: ({ result }) => result.system,
    show: ({ result }) => <SystemName slug={slug} result={result} />,
  };
  const language: Column<ScoreRow> = {
    key: "language",
    title: t("common.language"),
    value: ({ score }) => [score.language, score.target].filter((code) => code !== "").join("-"),
    show: ({ score }) => place(score),
  };
  return [
    ...(by === "language" ? [language, system] : [system, language]),
    {
      key: "value",
      title: t("models.score"),
      value: ({ score }) => score.value,
      show: ({ score }) => <bdi dir="ltr">{words.score(score)}</bdi>,
    },
    { key: "low", title: t("models.low"), value: ({ score }) => score.low },
    { key: "high", title: t("models.high"), value: ({ score }) => score.high },
    { key: "items", title: t("benchmarks.n_questions"), value: ({ score }) => score.items },
    {
      key: "difference",
      title: t("models.difference"),
      value: ({ difference }) => difference?.value ?? null,
      show: ({ difference }) => (
        <bdi dir="ltr">{difference === undefined ? "–" : words.difference(difference)}</bdi>
      ),
    },
    { key: "p_value", title: "p", value: ({ difference }) => difference?.p_value ?? null },
  ];
}

function SystemName({ slug, result }: { slug: string; result: ScoreRow["result"] }) {
  const { t } = useTranslation();
  const { system, model } = result;
  return (
    <>
      <bdi dir="ltr">{system}</bdi>
      {model !== null && (
        <>
          {" · "}
          <Anchor
            component={Link}
            to={`/d/${slug}/trainings/${model.training}`}
            inherit
            underline="always"
          >
            {t("models.its_training")}
          </Anchor>
        </>
      )}
    </>
  );
}
