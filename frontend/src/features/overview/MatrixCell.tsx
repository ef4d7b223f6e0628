import { Table } from "@mantine/core";
import type { CSSProperties } from "react";

import { useNumbers } from "@/lib/numbers";

import classes from "./LanguageMatrix.module.css";
import type { Column } from "./stages";

interface Props {
  column: Column;
  value: number;
  whole: number;
}

export function MatrixCell({ column, value, whole }: Props) {
  const { count, share } = useNumbers();
  // Text must stay readable on the deepest colour, in both looks.
  const depth = whole === 0 ? 0 : Math.round((35 * Math.min(value, whole)) / whole);
  const style = { "--depth": `${depth}%` } as CSSProperties;
  return (
    <Table.Td
      ta="end"
      className={(column === "checks_failed" ? classes.bad : classes.good) ?? ""}
      style={style}
      title={share(Math.min(value, whole), whole)}
    >
      {count(value)}
    </Table.Td>
  );
}
