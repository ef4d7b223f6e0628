import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { TrainingPoint } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import classes from "./Curves.module.css";
import { metrics } from "./curves";
import { useMetricWords } from "./use-metric-words";

interface Props {
  points: TrainingPoint[];
  at: TrainingPoint;
  onLook: (step: number) => void;
}

/** By key, finger or pointer to a step of which all charts then tell. */
export function StepReader({ points, at, onLook }: Props) {
  const { t } = useTranslation();
  const { count, decimal } = useNumbers();
  const words = useMetricWords();
  const id = useId();
  const step = t("training.at_step", { step: count(at.step), epoch: decimal(at.epoch, 2) });
  const told = metrics.map(
    (metric) => `${t(`training.metric_${metric}`)} ${words(metric, at[metric])}`,
  );
  return (
    <div className={classes.reader}>
      <label htmlFor={id}>{step}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={points.length - 1}
        value={points.indexOf(at)}
        aria-valuetext={[step, ...told].join("; ")}
        onChange={(event) => onLook(points[Number(event.currentTarget.value)]?.step ?? at.step)}
      />
    </div>
  );
}
