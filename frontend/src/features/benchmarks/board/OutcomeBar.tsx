import type { Score } from "@/api/types";
import { linear } from "@/components/charts/scale";

import classes from "./OutcomeBars.module.css";

const WIDTH = 320;
const HEIGHT = 20;
const place = linear([0, 1], [0, WIDTH]);

interface Props {
  win: Score | undefined;
  tie: Score | undefined;
  loss: Score | undefined;
  /** All that the bar shows, in words. */
  words: string;
}

/** Win, tie and loss as one bar, with the intervals of win and loss from the ends they begin at. */
export function OutcomeBar({ win, tie, loss, words }: Props) {
  const won = win?.value ?? 0;
  const tied = tie?.value ?? 0;
  const parts = [
    { outcome: "win", from: 0, to: won },
    { outcome: "tie", from: won, to: won + tied },
    { outcome: "loss", from: won + tied, to: won + tied + (loss?.value ?? 0) },
  ];
  return (
    <svg
      role="img"
      aria-label={words}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={classes.bar}
    >
      <title>{words}</title>
      {parts.map(({ outcome, from, to }) => (
        <rect
          key={outcome}
          data-outcome={outcome}
          x={place(from)}
          width={place(to) - place(from)}
          height={HEIGHT}
        />
      ))}
      <Interval low={win?.low} high={win?.high} y={HEIGHT / 3} />
      <Interval low={mirrored(loss?.high)} high={mirrored(loss?.low)} y={(2 * HEIGHT) / 3} />
    </svg>
  );
}

function mirrored(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : 1 - share;
}

interface IntervalProps {
  low: number | null | undefined;
  high: number | null | undefined;
  y: number;
}

function Interval({ low, high, y }: IntervalProps) {
  if (low === null || low === undefined || high === null || high === undefined) return null;
  return (
    <g className={classes.interval}>
      <line x1={place(low)} x2={place(high)} y1={y} y2={y} />
      {[low, high].map((end, at) => (
        <line
          key={at === 0 ? "low" : "high"}
          x1={place(end)}
          x2={place(end)}
          y1={y - 3}
          y2={y + 3}
        />
      ))}
    </g>
  );
}
