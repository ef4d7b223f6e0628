import { Axis } from "./Axis";
import classes from "./charts.module.css";
import { IntervalMark } from "./IntervalMark";
import { linear } from "./scale";

export const scores = [1, 2, 3, 4, 5] as const;

const WIDTH = 160;
const BASE = 44;
const COLUMN = 22;
const place = linear([0.5, 5.5], [0, WIDTH]);

interface Props {
  /** Votes by score, 1 to 5. */
  histogram: readonly number[];
  mean: number | null;
  interval: { low: number; high: number } | null;
  /** Somebody else's mean, as a thin grey mark. */
  reference: number | null;
  /** The share that fills the height: the same for all charts on a page. */
  top: number;
  /** All that the chart shows, in words. */
  words: string;
}

/** Votes on a five-point scale: columns by share, below them the mean and its interval. */
export function ScoreChart({ histogram, mean, interval, reference, top, words }: Props) {
  const whole = histogram.reduce((sum, count) => sum + count, 0);
  const height = linear([0, Math.max(top, 0.01)], [0, BASE - 4]);
  return (
    <div className={classes.figure}>
      <svg
        role="img"
        aria-label={words}
        tabIndex={0}
        viewBox={`0 0 ${WIDTH} 72`}
        className={classes.chart}
      >
        {reference !== null && (
          <line
            className={classes.reference}
            x1={place(reference)}
            x2={place(reference)}
            y1={2}
            y2={BASE + 14}
          />
        )}
        {scores.map((score, at) => {
          const tall = height(whole === 0 ? 0 : (histogram[at] ?? 0) / whole);
          return (
            <rect
              key={score}
              className={classes.column}
              x={place(score) - COLUMN / 2}
              y={BASE - tall}
              width={COLUMN}
              height={tall}
            />
          );
        })}
        <Axis ticks={scores} place={place} from={4} to={WIDTH - 4} y={BASE + 14} />
        {mean !== null && (
          <IntervalMark mean={mean} interval={interval} place={place} y={BASE + 7} />
        )}
      </svg>
      <span className={classes.words} aria-hidden>
        {words}
      </span>
    </div>
  );
}
