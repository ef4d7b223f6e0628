import type { PointerEvent } from "react";

import { Axis } from "./Axis";
import classes from "./LineChart.module.css";
import { linear } from "./scale";
import { ticksTo } from "./ticks";

const WIDTH = 380;
const HEIGHT = 150;
const LEFT = 58;
const RIGHT = WIDTH - 10;
const TOP = 8;
const BASE = HEIGHT - 18;
/** Single points are told apart where there are no more than so many. */
const DOTTED = 40;

export interface Point {
  x: number;
  y: number;
}

interface Props {
  line: readonly Point[];
  /** Measured beside it, less often. */
  second?: readonly Point[];
  /** The same of others, in grey behind it. */
  others?: readonly (readonly Point[])[];
  /** Where the axis of all charts side by side ends. */
  end: number;
  /** Where the reader looks; null for nowhere. */
  cursor?: number | null;
  /** The height that all charts side by side share; else this one's own. */
  top?: number;
  write: (value: number) => string;
  /** What the chart shows, in words. */
  words: string;
  onLook?: (x: number) => void;
}

/** One or two values over the steps of something that goes on, from zero up. */
export function LineChart({ line, second = [], others = [], end, ...shown }: Props) {
  const { cursor = null, top, write, words, onLook } = shown;
  const largest = top ?? Math.max(0, ...[...line, ...second].map(({ y }) => y));
  const ticks = ticksTo(largest);
  const across = linear([0, Math.max(1, end)], [LEFT, RIGHT]);
  const up = linear([0, ticks.at(-1) ?? 1], [BASE, TOP]);
  const path = (points: readonly Point[]) =>
    points.map(({ x, y }) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`).join(" ");
  const look = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - left) / width) * WIDTH;
    onLook?.(((at - LEFT) / (RIGHT - LEFT)) * Math.max(1, end));
  };
  return (
    <svg
      role="img"
      aria-label={words}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={classes.chart}
      onPointerMove={look}
    >
      {ticks.slice(1).map((tick) => (
        <line
          key={tick}
          className={classes.grid}
          x1={LEFT}
          x2={RIGHT}
          y1={up(tick)}
          y2={up(tick)}
        />
      ))}
      {ticks.map((tick) => (
        <text key={tick} className={classes.tick} x={LEFT - 6} y={up(tick) + 4}>
          {write(tick)}
        </text>
      ))}
      <Axis ticks={wholeTicks(end)} place={across} from={LEFT} to={RIGHT} y={BASE} />
      {cursor !== null && (
        <line
          className={classes.cursor}
          x1={across(cursor)}
          x2={across(cursor)}
          y1={TOP}
          y2={BASE}
        />
      )}
      {others.map((other, at) => (
        <polyline key={at} className={classes.other} points={path(other)} />
      ))}
      <polyline className={classes.line} points={path(line)} />
      <polyline className={classes.second} points={path(second)} />
      {second.length <= DOTTED &&
        second.map(({ x, y }) => (
          <circle key={x} className={classes.dot} cx={across(x)} cy={up(y)} r={2.5} />
        ))}
      {line.length === 1 &&
        line.map(({ x, y }) => (
          <circle key={x} className={classes.dot} cx={across(x)} cy={up(y)} r={2.5} />
        ))}
    </svg>
  );
}

/** Steps are whole numbers, and none beyond the last one is written. */
function wholeTicks(end: number): number[] {
  return ticksTo(Math.max(1, end)).filter((tick) => Number.isInteger(tick) && tick <= end);
}
