import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { TrainingCurves, TrainingPoint } from "@/api/types";
import { LineChart } from "@/components/charts/LineChart";
import { useNumbers } from "@/lib/numbers";

import { type Metric, pointAt } from "./curves";
import { useMetricWords } from "./use-metric-words";

interface Props {
  metric: Metric;
  curves: TrainingCurves;
  /** The last step of all charts. */
  end: number;
  /** The point that is read. */
  at: TrainingPoint;
  onLook: (step: number) => void;
}

/** One value over the steps; with the loss, that of the samples held out. */
export function CurveChart({ metric, curves, end, at, onLook }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useMetricWords();
  const title = t(`training.metric_${metric}`);
  const held = metric === "loss" ? curves.validations : [];
  const validated = held.findLast(({ step }) => step <= at.step) ?? pointAt(held, end);
  const told = [
    t("training.curve_words", { step: count(at.step), value: words(metric, at[metric]) }),
  ];
  if (validated !== undefined)
    told.push(
      t("training.validated", {
        step: count(validated.step),
        value: words(metric, validated.loss),
      }),
    );
  return (
    <div>
      <Title order={3} size="h5">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {told.join(" · ")}
      </Text>
      <LineChart
        line={curves.points.map((point) => ({ x: point.step, y: point[metric] }))}
        second={held.map(({ step, loss }) => ({ x: step, y: loss }))}
        end={end}
        cursor={at.step}
        write={(value) => words(metric, value)}
        words={`${title}. ${told.join(". ")}`}
        onLook={onLook}
      />
    </div>
  );
}
