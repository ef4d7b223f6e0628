import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Job, Leaderboard, System } from "@/api/types";
import { Boundary } from "@/components/Boundary";
import { Disclosure } from "@/components/Disclosure";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Section } from "@/components/Section";

import { AddSystemForm } from "../start/AddSystemForm";
import { SystemRow } from "./SystemRow";

interface Props {
  slug: string;
  board: Leaderboard;
  systems: System[];
  jobs: Job[];
  manages: boolean;
}

/** Every system of the dataset: how far it was asked about this benchmark, and the next step. */
export function SystemSection({ slug, board, systems, jobs, manages }: Props) {
  const { t } = useTranslation();
  const { benchmark } = board;
  return (
    <Section title={t("benchmarks.systems")} lead={t("benchmarks.systems_lead")}>
      {systems.length === 0 ? (
        <Text>{t("benchmarks.no_system")}</Text>
      ) : (
        <ScrollRegion label={t("benchmarks.systems")}>
          <Table miw="44rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("benchmarks.system")}</Table.Th>
                <Table.Th scope="col">{t("benchmarks.answered")}</Table.Th>
                <Table.Th scope="col">{t("benchmarks.supported")}</Table.Th>
                <Table.Th scope="col" ta="end">
                  {t("benchmarks.wrong_language")}
                </Table.Th>
                {manages && <Table.Td />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {systems.map((system) => (
                <SystemRow
                  key={system.name}
                  slug={slug}
                  benchmark={benchmark}
                  system={system}
                  standing={board.systems.find((row) => row.system === system.name)}
                  jobs={jobs}
                  manages={manages}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
      {manages && (
        <Disclosure label={t("benchmarks.add_system")}>
          <Boundary>
            <AddSystemForm
              slug={slug}
              task={benchmark.task}
              languages={benchmark.languages}
              taken={systems.map(({ name }) => name)}
            />
          </Boundary>
        </Disclosure>
      )}
    </Section>
  );
}
