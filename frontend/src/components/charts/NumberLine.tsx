import classes from "./charts.module.css";

interface Props {
  /** Numbers at even distances, from the line's one end to its other. */
  ticks: readonly string[];
}

/** An axis with its numbers below, for charts as wide as it is; its letters keep their size. */
export function NumberLine({ ticks }: Props) {
  return (
    <div className={classes.numbers} aria-hidden>
      {ticks.map((tick, at) => (
        <span key={tick} style={{ left: `${(100 * at) / (ticks.length - 1)}%` }}>
          {tick}
        </span>
      ))}
    </div>
  );
}
