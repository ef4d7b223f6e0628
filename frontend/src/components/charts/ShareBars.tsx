import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useNumbers } from "@/lib/numbers";

import { NumberLine } from "./NumberLine";
import classes from "./rows.module.css";

/** Told apart by everyone; the order and the words tell the rest. */
export type Tone = "win" | "tie" | "loss" | "good" | "bad" | "first" | "second" | "third" | "rest";

export interface Kind {
  key: string;
  title: string;
  tone: Tone;
}

export interface ShareRow {
  key: string;
  label: ReactNode;
  /** The label as plain words. */
  name: string;
  /** Amounts by kind; what is missing is zero. */
  amounts: Readonly<Record<string, number>>;
  /** Where the rows of one kind are found. */
  to?: (kind: string) => string;
  /** Written beside the bar, else the whole. */
  number?: string;
  /** Below the label: what it rests on. */
  note?: string;
  /** What a part says; else its amount and share. */
  words?: (kind: string) => string;
  /** Where borders between parts may lie, as shares of the bar. */
  intervals?: readonly { low: number; high: number }[];
  /** Somebody else's share of the first part. */
  mark?: number;
}

const ticks = [0, 0.25, 0.5, 0.75, 1] as const;

/** A bar a row that shows the parts of a whole, all on one axis; each part leads to its rows. */
export function ShareBars({ kinds, rows }: { kinds: readonly Kind[]; rows: readonly ShareRow[] }) {
  const { share, count } = useNumbers();
  return (
    <>
      <ul className={classes.legend}>
        {kinds.map(({ key, title, tone }) => (
          <li key={key}>
            <svg className={classes.swatch} viewBox="0 0 14 14" aria-hidden>
              <rect data-tone={tone} width={14} height={14} />
            </svg>
            {title}
          </li>
        ))}
      </ul>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.key} className={classes.row}>
            <div>
              {row.label}
              {row.note !== undefined && <div className={classes.note}>{row.note}</div>}
            </div>
            <div className={classes.bar}>
              {kinds.map((kind) => (
                <Part key={kind.key} kind={kind} row={row} whole={wholeOf(row)} />
              ))}
              <Over intervals={row.intervals ?? []} mark={row.mark} />
            </div>
            <div className={classes.number}>
              <bdi dir="ltr">{row.number ?? count(wholeOf(row))}</bdi>
            </div>
          </li>
        ))}
        <li className={classes.row} aria-hidden>
          <span className={classes.axis}>
            <NumberLine ticks={ticks.map((tick) => share(tick, 1))} />
          </span>
        </li>
      </ul>
    </>
  );
}

interface OverProps {
  intervals: readonly { low: number; high: number }[];
  mark: number | undefined;
}

/** Lies over the bar, each interval at a height of its own; what is below can still be pressed. */
function Over({ intervals, mark }: OverProps) {
  if (intervals.length === 0 && mark === undefined) return null;
  const height = (at: number) => (100 * (at + 1)) / (intervals.length + 1);
  return (
    <svg className={classes.over} aria-hidden>
      {mark !== undefined && (
        <line className={classes.mark} x1={`${100 * mark}%`} x2={`${100 * mark}%`} y2="100%" />
      )}
      {intervals.map(({ low, high }, at) => (
        <g key={height(at)} className={classes.whiskers}>
          <line
            x1={`${100 * low}%`}
            x2={`${100 * high}%`}
            y1={`${height(at)}%`}
            y2={`${height(at)}%`}
          />
          {[low, high].map((end, side) => (
            <line
              key={side === 0 ? "low" : "high"}
              x1={`${100 * end}%`}
              x2={`${100 * end}%`}
              y1={`${height(at) - 12}%`}
              y2={`${height(at) + 12}%`}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function wholeOf({ amounts }: ShareRow): number {
  return Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
}

function Part({ kind, row, whole }: { kind: Kind; row: ShareRow; whole: number }) {
  const { t } = useTranslation();
  const { share, count } = useNumbers();
  const amount = row.amounts[kind.key] ?? 0;
  if (amount === 0) return null;
  const words =
    row.words?.(kind.key) ??
    t("charts.part_words", {
      row: row.name,
      kind: kind.title,
      amount: count(amount),
      share: share(amount, whole),
    });
  const width = `${(100 * amount) / whole}%`;
  const drawn = (
    <svg role="img" aria-label={words} className={classes.part}>
      <title>{words}</title>
      <rect data-tone={kind.tone} width="100%" height="100%" />
    </svg>
  );
  return row.to === undefined ? (
    <span style={{ width }}>{drawn}</span>
  ) : (
    <Link to={row.to(kind.key)} aria-label={words} style={{ width }}>
      {drawn}
    </Link>
  );
}
