import type { ReactNode } from "react";
import { Link } from "react-router";

import { linear } from "./scale";
import classes from "./time.module.css";
import { Whiskers } from "./Whiskers";

export interface Moment {
  key: string;
  /** Written below the axis, where there is room. */
  label: string;
  /** None where nothing was measured then. */
  value: number | null;
  interval?: { low: number; high: number } | null;
  /** All that is shown of this time, in words. */
  words: string;
  /** The rows that the number comes from. */
  to?: string;
}

interface Props {
  moments: readonly Moment[];
  /** Bars begin at zero; dots carry an interval. */
  marks: "bars" | "dots";
  /** The axis, from zero up to its end; see `ticksTo`. */
  ticks: readonly number[];
  write: (value: number) => string;
  /** Somebody else's range, as a grey band. */
  band?: { low: number; high: number };
}

/** So many labels have room below the axis on a phone. */
const LABELS = 4;
/** More dots of their full size would touch on a phone, and hide whiskers of what is well known. */
const LARGE_DOTS = 24;

/** A value a day, a week or an hour, from the oldest to the newest. */
export function TimeChart({ moments, marks, ticks, write, band }: Props) {
  const top = ticks.at(-1) ?? 1;
  const up = linear([0, top], [100, 0]);
  const every = Math.max(1, Math.ceil(moments.length / LABELS));
  return (
    <div className={classes.chart}>
      <div className={classes.scale} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} style={{ top: `${up(tick)}%` }}>
            {write(tick)}
          </span>
        ))}
      </div>
      <div className={classes.plot}>
        <svg className={classes.grid} aria-hidden>
          {band !== undefined && (
            <rect
              className={classes.band}
              width="100%"
              y={`${up(band.high)}%`}
              height={`${up(band.low) - up(band.high)}%`}
            />
          )}
          {ticks.map((tick) => (
            <line key={tick} x1="0" x2="100%" y1={`${up(tick)}%`} y2={`${up(tick)}%`} />
          ))}
        </svg>
        {moments.map((moment, at) => (
          <Leading key={moment.key} moment={moment}>
            <svg role="img" aria-label={moment.words} className={classes.moment}>
              <title>{moment.words}</title>
              {marks === "bars" ? (
                <Bar value={moment.value ?? 0} end={top} />
              ) : (
                <Dot moment={moment} end={top} isSmall={moments.length > LARGE_DOTS} />
              )}
            </svg>
            {at % every === 0 && (
              <span className={classes.label} aria-hidden>
                {moment.label}
              </span>
            )}
          </Leading>
        ))}
      </div>
    </div>
  );
}

function Leading({ moment, children }: { moment: Moment; children: ReactNode }) {
  return moment.to === undefined ? (
    <span className={classes.slot}>{children}</span>
  ) : (
    <Link to={moment.to} aria-label={moment.words} className={classes.slot ?? ""}>
      {children}
    </Link>
  );
}

function Bar({ value, end }: { value: number; end: number }) {
  const height = (100 * Math.min(value, end)) / end;
  return (
    <rect
      className={classes.bar}
      x="10%"
      width="80%"
      y={`${100 - height}%`}
      height={`${height}%`}
    />
  );
}

interface DotProps {
  moment: Moment;
  end: number;
  isSmall: boolean;
}

function Dot({ moment: { value, interval }, end, isSmall }: DotProps) {
  if (value === null) return null;
  const up = linear([0, end], [100, 0]);
  return (
    <>
      {interval && (
        <Whiskers interval={interval} domain={[0, end]} along="up" className={classes.whisker} />
      )}
      <circle className={classes.dot} cx="50%" cy={`${up(value)}%`} r={isSmall ? 2 : 4} />
    </>
  );
}
