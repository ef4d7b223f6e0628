import { Paper, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Gate, WholeRelease } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";
import { useSplitName } from "@/lib/splits";

/** Which gates failed, why it was released nevertheless, and how many passed. */
export function GateTable({ release }: { release: WholeRelease }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const failed = release.gates.filter(({ passed }) => !passed);
  const passed = release.gates.length - failed.length;
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="gates">
      <Title order={2} size="h3" id="gates" mb="xs">
        {t("releases.gates")}
      </Title>
      <Text>{t("releases.gates_passed", { count: passed, written: count(passed) })}</Text>
      {failed.length > 0 && (
        <>
          <Text mt="xs">
            {t("releases.released_because")} <bdi>{release.override_reason}</bdi>
          </Text>
          <ScrollRegion label={t("releases.gates")}>
            <Table miw="36rem" mt="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t("releases.gate")}</Table.Th>
                  <Table.Th scope="col">{t("releases.split")}</Table.Th>
                  <Table.Th scope="col">{t("common.language")}</Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t("releases.found")}
                  </Table.Th>
                  <Table.Th scope="col" ta="end">
                    {t("releases.wanted")}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[...alike(failed)].map(([key, gates]) => (
                  <Row key={key} gates={gates} />
                ))}
              </Table.Tbody>
            </Table>
          </ScrollRegion>
        </>
      )}
    </Paper>
  );
}

/** Gates that found the same in several languages stand in one row. */
function alike(gates: Gate[]): Map<string, Gate[]> {
  const rows = new Map<string, Gate[]>();
  for (const gate of gates) {
    const key = [gate.gate, gate.split, gate.found, gate.wanted].join(" ");
    rows.set(key, [...(rows.get(key) ?? []), gate]);
  }
  return rows;
}

function Row({ gates }: { gates: Gate[] }) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  const splitName = useSplitName();
  const [gate] = gates;
  if (gate === undefined) return null;
  return (
    <Table.Tr>
      <Table.Th scope="row">{t(`releases.gate_${gate.gate}`)}</Table.Th>
      <Table.Td>{splitName(gate.split, gate.split === "bench")}</Table.Td>
      <Table.Td>
        {gates.map(({ language }) => (
          <div key={language}>
            <LanguageName code={language} />
          </div>
        ))}
      </Table.Td>
      <Table.Td ta="end">
        {gate.found === null ? t("releases.nothing") : decimal(gate.found, 2)}
      </Table.Td>
      <Table.Td ta="end">{decimal(gate.wanted, 2)}</Table.Td>
    </Table.Tr>
  );
}
