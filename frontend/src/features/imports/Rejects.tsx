import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ImportRun } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";

import classes from "./Rejects.module.css";

export function Rejects({ rejects }: Pick<ImportRun, "rejects">) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t("import.rejects")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("import.line")}</Table.Th>
            <Table.Th scope="col">{t("import.field")}</Table.Th>
            <Table.Th scope="col">{t("import.reason")}</Table.Th>
            <Table.Th scope="col">{t("import.excerpt")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rejects.map(({ place, field, reason, excerpt }) => (
            <Table.Tr key={`${place} ${field} ${reason}`}>
              <Table.Td>{place}</Table.Td>
              <Table.Td>{field}</Table.Td>
              <Table.Td>{reason}</Table.Td>
              <Table.Td className={classes.excerpt ?? ""}>
                <bdi>{excerpt}</bdi>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
