import { useTranslation } from "react-i18next";

import type { Training } from "@/api/types";
import { linear } from "@/components/charts/scale";

import { useCurves } from "./api/get-curves";
import { useMetricWords } from "./curves/use-metric-words";
import classes from "./Sparkline.module.css";

const WIDTH = 120;
const HEIGHT = 32;

/** How the loss went, at a glance; the training's page has the numbers. */
export function Sparkline({ slug, run }: { slug: string; run: Training }) {
  const { t } = useTranslation();
  const words = useMetricWords();
  const points = useCurves(slug, run).data?.points ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length === 1) return null;
  const across = linear([first.step, last.step], [1, WIDTH - 1]);
  const largest = Math.max(...points.map(({ loss }) => loss));
  const up = linear([0, Math.max(largest, Number.MIN_VALUE)], [HEIGHT - 1, 1]);
  const drawn = points.map(({ step, loss }) => `${across(step).toFixed(1)},${up(loss).toFixed(1)}`);
  return (
    <svg
      role="img"
      aria-label={t("training.loss_went", {
        from: words("loss", first.loss),
        to: words("loss", last.loss),
      })}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={classes.spark}
    >
      <polyline points={drawn.join(" ")} />
    </svg>
  );
}
