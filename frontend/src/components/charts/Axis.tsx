import classes from "./charts.module.css";

interface Props {
  ticks: readonly number[];
  place: (value: number) => number;
  /** The line's ends and height, in the chart's units. */
  from: number;
  to: number;
  y: number;
}

/** A horizontal axis with its numbers below. */
export function Axis({ ticks, place, from, to, y }: Props) {
  return (
    <g>
      <line className={classes.axis} x1={from} x2={to} y1={y} y2={y} />
      {ticks.map((tick) => (
        <text key={tick} className={classes.tick} x={place(tick)} y={y + 12}>
          {tick}
        </text>
      ))}
    </g>
  );
}
