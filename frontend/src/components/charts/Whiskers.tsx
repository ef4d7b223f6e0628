import { useId } from "react";

import { linear } from "./scale";

type Domain = readonly [number, number];
interface Interval {
  low: number;
  high: number;
}

interface Props {
  interval: Interval;
  domain: Domain;
  /** Along which the values run; up means that the larger stand higher. */
  along: "across" | "up";
  /** Where small bars close it, on the other axis; none are drawn without. */
  caps?: readonly [string, string];
  className: string | undefined;
}

/** An interval as a line; where it goes on beyond the axis, it ends in an arrow. */
export function Whiskers({ interval, domain, along, caps, className }: Props) {
  const { low, high } = interval;
  const id = useId();
  const place = linear(domain, along === "up" ? [100, 0] : [0, 100]);
  const line = (from: number, to: number) => {
    const ends = { one: `${place(from)}%`, other: `${place(to)}%` };
    return along === "up"
      ? { x1: "50%", x2: "50%", y1: ends.one, y2: ends.other }
      : { x1: ends.one, x2: ends.other, y1: "50%", y2: "50%" };
  };
  const closed = (end: number) => {
    const at = `${place(end)}%`;
    const [from, to] = caps ?? [];
    return along === "up"
      ? { x1: from, x2: to, y1: at, y2: at }
      : { x1: at, x2: at, y1: from, y2: to };
  };
  const arrow = `url(#${id})`;
  const [below, above] = beyond(interval, domain);
  const ends = [...(below ? [] : [low]), ...(above ? [] : [high])];
  return (
    <g className={className}>
      {(below || above) && (
        <marker
          id={id}
          viewBox="0 0 8 10"
          refX={8}
          refY={5}
          markerWidth={8}
          markerHeight={10}
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 5 0 10z" />
        </marker>
      )}
      <line
        {...line(low, high)}
        {...(below && { markerStart: arrow })}
        {...(above && { markerEnd: arrow })}
      />
      {caps !== undefined && ends.map((end, at) => <line key={at} {...closed(end)} />)}
    </g>
  );
}

/** Whether any interval goes on beyond the axis, so that its arrow wants a word. */
export function isCut(intervals: readonly (Interval | null | undefined)[], domain: Domain) {
  return intervals.some((one) => one != null && beyond(one, domain).includes(true));
}

/** Round ends of an axis may lie by this share of it below what they are to hold. */
const ROUNDED = 0.002;

function beyond({ low, high }: Interval, [from, to]: Domain): [boolean, boolean] {
  const spare = ROUNDED * (to - from);
  return [low < from - spare, high > to + spare];
}
