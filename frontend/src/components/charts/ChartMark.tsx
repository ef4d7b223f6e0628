import classes from "./charts.module.css";
import { IntervalMark } from "./IntervalMark";

export const chartMarks = ["column", "interval", "paper"] as const;
export type Mark = (typeof chartMarks)[number];

/** One part of a score chart by itself, for a legend. */
export function ChartMark({ mark }: { mark: Mark }) {
  return (
    <svg width={22} height={14} viewBox="0 0 22 14" aria-hidden>
      {mark === "column" && <rect className={classes.column} x={5} y={0} width={12} height={14} />}
      {mark === "interval" && (
        <IntervalMark mean={11} interval={{ low: 1, high: 21 }} place={(value) => value} y={7} />
      )}
      {mark === "paper" && <line className={classes.reference} x1={11} x2={11} y1={0} y2={14} />}
    </svg>
  );
}
