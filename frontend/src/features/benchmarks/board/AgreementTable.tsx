import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Agreement } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "@/components/scores/PlaceName";
import { useInOrder } from "@/components/scores/use-places";
import classes from "./tables.module.css";

/** Cohen's kappa between this judge and another, or people. */
export function AgreementTable({ agreements }: { agreements: Agreement[] }) {
  const { t } = useTranslation();
  const inOrder = useInOrder();
  const columns = ["agrees_with", "kappa", "same_outcome", "n_questions"] as const;
  return (
    <ScrollRegion label={t("benchmarks.agreement")}>
      <Table miw="44rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("benchmarks.agreement")}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" ta={column === "agrees_with" ? "start" : "end"}>
                {t(`benchmarks.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(agreements).map((row) => (
            <Row key={`${row.between} ${row.language}`} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ row }: { row: Agreement }) {
  const { t } = useTranslation();
  const { count, fixed, share } = useNumbers();
  const { between, language, kappa, low, high, agreement, items } = row;
  const bounds = low === null || high === null ? "" : ` (${fixed(low, 2)} … ${fixed(high, 2)})`;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <PlaceName language={language} target="" />
      </Table.Th>
      <Table.Td>
        {between === "people" ? t("benchmarks.people") : <bdi dir="ltr">{between}</bdi>}
      </Table.Td>
      <Table.Td ta="end">
        <bdi dir="ltr" className={classes.together}>
          {kappa === null ? "–" : `${fixed(kappa, 2)}${bounds}`}
        </bdi>
      </Table.Td>
      <Table.Td ta="end">{agreement === null ? "–" : share(agreement, 1)}</Table.Td>
      <Table.Td ta="end">{count(items)}</Table.Td>
    </Table.Tr>
  );
}
