import { Table } from "@mantine/core";
import type { CSSProperties } from "react";
import { Link } from "react-router";

import { useNumbers } from "@/lib/numbers";

import classes from "./LanguageMatrix.module.css";

interface Props {
  value: number;
  whole: number;
  /** Where little is good. */
  bad: boolean;
  /** What is counted, in words. */
  label: string;
  to: string;
}

/** A number that leads to what it counts; colour says how much of the whole it is. */
export function MatrixCell({ value, whole, bad, label, to }: Props) {
  const { count, share } = useNumbers();
  // Text must stay readable on the deepest colour, in both looks.
  const depth = whole === 0 ? 0 : Math.round((35 * Math.min(value, whole)) / whole);
  const style = { "--depth": `${depth}%` } as CSSProperties;
  const shown = count(value);
  return (
    <Table.Td
      ta="end"
      className={(bad ? classes.bad : classes.good) ?? ""}
      style={style}
      title={share(Math.min(value, whole), whole)}
    >
      {value === 0 ? (
        <span className={classes.none}>{shown}</span>
      ) : (
        <Link to={to} className={classes.link} aria-label={`${shown} · ${label}`}>
          {shown}
        </Link>
      )}
    </Table.Td>
  );
}
