import { Table } from "@mantine/core";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Cell } from "@/lib/csv";
import { useNumbers } from "@/lib/numbers";

import { Disclosure } from "../Disclosure";
import { ScrollRegion } from "../ScrollRegion";
import { Section } from "../Section";
import { SaveChart } from "./SaveChart";

/** One column of the numbers behind a plot. */
export interface Column<Row> {
  /** Its name in a file, the same in every language of the page. */
  key: string;
  title: string;
  value: (row: Row) => Cell;
  /** How the table shows it; else as the value itself. */
  show?: (row: Row) => ReactNode;
}

interface Props<Row> {
  title: string;
  lead?: string;
  /** Name of the files, without what tells their kind. */
  file: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The first names the row. */
  columns: readonly Column<Row>[];
  /** What changes how it is drawn; no part of its picture. */
  controls?: ReactNode;
  children: ReactNode;
}

/** A titled plot with all that stands behind it: its table, a picture and a file of its numbers. */
export function Plot<Row>(props: Props<Row>) {
  const { title, lead, file, rows, rowKey, columns, controls, children } = props;
  const { t } = useTranslation();
  const drawn = useRef<HTMLDivElement>(null);
  const cells = () => [
    columns.map(({ key }) => key),
    ...rows.map((row) => columns.map(({ value }) => value(row))),
  ];
  return (
    <Section title={title} {...(lead !== undefined && { lead })}>
      {controls}
      <div ref={drawn}>{children}</div>
      {rows.length > 0 && (
        <>
          <SaveChart name={file} of={drawn} rows={cells} label={title} />
          <Disclosure label={t("charts.as_table")}>
            <ScrollRegion label={title}>
              <PlotTable rows={rows} rowKey={rowKey} columns={columns} />
            </ScrollRegion>
          </Disclosure>
        </>
      )}
    </Section>
  );
}

function PlotTable<Row>({
  rows,
  rowKey,
  columns,
}: Pick<Props<Row>, "rows" | "rowKey" | "columns">) {
  const [first, ...others] = columns;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ key, title }) => (
            <Table.Th key={key} scope="col" ta={key === first?.key ? "start" : "end"}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {first !== undefined && (
              <Table.Th scope="row">
                <Shown row={row} column={first} />
              </Table.Th>
            )}
            {others.map((column) => (
              <Table.Td key={column.key} ta="end">
                <Shown row={row} column={column} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Shown<Row>({ row, column }: { row: Row; column: Column<Row> }) {
  const { decimal } = useNumbers();
  if (column.show !== undefined) return column.show(row);
  const value = column.value(row);
  return <bdi>{typeof value === "number" ? decimal(value, 3) : (value ?? "–")}</bdi>;
}
