import type { ReactNode } from "react";
import { Link } from "react-router";

import { CutNote } from "./CutNote";
import classes from "./rows.module.css";
import { linear } from "./scale";
import { NumberLine } from "./NumberLine";
import { isCut, Whiskers } from "./Whiskers";

export interface IntervalRow {
  key: string;
  label: ReactNode;
  /** Below the label: what it rests on. */
  note?: string;
  /** None where nothing was measured; the number then says why. */
  value: number | null;
  interval: { low: number; high: number } | null;
  /** The number as it is written beside the mark. */
  number: string;
  /** All that the row shows, in words. */
  words: string;
  /** The rows that the number comes from. */
  to?: string;
  /** Somebody else's values of the same, as thin grey lines. */
  marks?: readonly number[];
}

interface Props {
  rows: readonly IntervalRow[];
  /** See `endOf` for one from zero. */
  domain: readonly [number, number];
  /** Numbers of the axis as written, at even distances from its one end to its other. */
  ticks: readonly string[];
  /** Somebody else's range, as a grey band; its legend stands with the page's words. */
  band?: { low: number; high: number };
  /** Somebody else's value, or zero where differences are drawn, as a thin grey line. */
  mark?: number;
}

/** A row each with a dot and its interval, all on one axis. */
export function IntervalRows({ rows, domain, ticks, band, mark }: Props) {
  const place = percent(domain);
  const intervals = rows.map(({ interval }) => interval);
  return (
    <>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.key} className={classes.row}>
            <div>
              {row.label}
              {row.note !== undefined && <div className={classes.note}>{row.note}</div>}
            </div>
            <Leading to={row.to} words={row.words}>
              <svg role="img" aria-label={row.words} className={classes.line}>
                <title>{row.words}</title>
                {band !== undefined && <Band {...band} place={place} />}
                {[mark ?? [], row.marks ?? []].flat().map((one) => (
                  <line
                    key={one}
                    className={classes.mark}
                    x1={place(one)}
                    x2={place(one)}
                    y1="0"
                    y2="100%"
                  />
                ))}
                <Drawn row={row} domain={domain} />
              </svg>
            </Leading>
            <div className={classes.number}>
              <bdi dir="ltr">{row.number}</bdi>
            </div>
          </li>
        ))}
        <li className={classes.row} aria-hidden>
          <span className={classes.axis}>
            <NumberLine ticks={ticks} />
          </span>
        </li>
      </ul>
      {isCut(intervals, domain) && <CutNote />}
    </>
  );
}

function Drawn({ row: { value, interval }, domain }: { row: IntervalRow } & Pick<Props, "domain">) {
  return (
    <>
      <line className={classes.track} x1="0" x2="100%" y1="50%" y2="50%" />
      {interval !== null && (
        <Whiskers
          interval={interval}
          domain={domain}
          along="across"
          caps={["30%", "70%"]}
          className={classes.whiskers}
        />
      )}
      {value !== null && (
        <circle className={classes.dot} cx={percent(domain)(value)} cy="50%" r={4.5} />
      )}
    </>
  );
}

/** Leads to the rows behind a mark, if there are any to see. */
function Leading({
  to,
  words,
  children,
}: {
  to?: string | undefined;
  words: string;
  children: ReactNode;
}) {
  return to === undefined ? (
    <div>{children}</div>
  ) : (
    <Link to={to} aria-label={words} className={classes.link ?? ""}>
      {children}
    </Link>
  );
}

type Place = (value: number) => string;

function percent(domain: readonly [number, number]): Place {
  const place = linear(domain, [0, 100]);
  return (value) => `${place(value)}%`;
}

function Band({ low, high, place }: { low: number; high: number; place: Place }) {
  const width = `${parseFloat(place(high)) - parseFloat(place(low))}%`;
  return <rect className={classes.band} x={place(low)} width={width} y="0" height="100%" />;
}
