import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ScrollRegion } from "@/components/ScrollRegion";
import type { Cell } from "@/lib/csv";
import { useNumbers } from "@/lib/numbers";

const columns = [
  "step",
  "epoch",
  "loss",
  "learning_rate",
  "norm",
  "samples_per_s",
  "tokens_per_s",
  "memory_bytes",
  "validation_loss",
] as const;

/** All numbers behind the charts; `rows` have the names of their columns first. */
export function CurveTable({ rows }: { rows: Cell[][] }) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  const shown = (cell: Cell | undefined) => {
    if (typeof cell !== "number") return "";
    return cell !== 0 && Math.abs(cell) < 0.001 ? cell.toExponential(2) : decimal(cell, 4);
  };
  return (
    <ScrollRegion label={t("training.as_table")}>
      <Table miw="56rem">
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name} scope="col" ta="end">
                {t(`training.column_${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(1).map((row) => (
            <Table.Tr key={row[0]}>
              {columns.map((name, at) => (
                <Table.Td key={name} ta="end">
                  {shown(row[at])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
