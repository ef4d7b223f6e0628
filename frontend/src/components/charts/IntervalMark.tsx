import classes from "./charts.module.css";

interface Props {
  mean: number;
  /** None is drawn where there is none. */
  interval: { low: number; high: number } | null;
  place: (value: number) => number;
  y: number;
}

/** A dot with its interval as a line. */
export function IntervalMark({ mean, interval, place, y }: Props) {
  return (
    <g className={classes.mark}>
      {interval !== null && (
        <>
          <line x1={place(interval.low)} x2={place(interval.high)} y1={y} y2={y} />
          {[interval.low, interval.high].map((end) => (
            <line key={end} x1={place(end)} x2={place(end)} y1={y - 3} y2={y + 3} />
          ))}
        </>
      )}
      <circle cx={place(mean)} cy={y} r={3.5} />
    </g>
  );
}
