import { Paper, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Gate, WholeRelease } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

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
                {failed.map((gate) => (
                  <Row key={`${gate.gate} ${gate.split} ${gate.language}`} gate={gate} />
                ))}
              </Table.Tbody>
            </Table>
          </ScrollRegion>
        </>
      )}
    </Paper>
  );
}

function Row({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  return (
    <Table.Tr>
      <Table.Th scope="row">{t(`releases.gate_${gate.gate}`)}</Table.Th>
      <Table.Td>{gate.split}</Table.Td>
      <Table.Td>
        <LanguageName code={gate.language} />
      </Table.Td>
      <Table.Td ta="end">
        {gate.found === null ? t("releases.nothing") : decimal(gate.found, 2)}
      </Table.Td>
      <Table.Td ta="end">{decimal(gate.wanted, 2)}</Table.Td>
    </Table.Tr>
  );
}
