import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Matches } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

import { useInOrder } from "@/components/scores/use-places";

const warning = { c: "var(--studio-warn)", fw: 600 };
const columns = ["met", "exact", "near", "audio"] as const;

/** Questions of the benchmark that somebody may have trained on. */
export function ContaminationTable({ contamination }: { contamination: Record<string, Matches> }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const found = Object.entries(contamination).map(([language, matches]) => ({ language, matches }));
  const rows = useInOrder()(found);
  const met = rows.reduce((sum, { matches }) => sum + matches.met, 0);
  const numbers = { count: met, written: count(met) };
  return (
    <Section title={t("benchmarks.contamination")} lead={t("benchmarks.contamination_lead")}>
      <Text {...(met > 0 && warning)}>
        {met > 0 ? t("benchmarks.met", numbers) : t("benchmarks.clean")}
      </Text>
      <Disclosure label={t("benchmarks.by_language")}>
        <ScrollRegion label={t("benchmarks.contamination")}>
          <Table miw="36rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("common.language")}</Table.Th>
                {(["questions", ...columns] as const).map((column) => (
                  <Table.Th key={column} scope="col" ta="end">
                    {t(`benchmarks.n_${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ language, matches }) => (
                <Row key={language} code={language} matches={matches} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      </Disclosure>
    </Section>
  );
}

function Row({ code, matches }: { code: string; matches: Matches }) {
  const { count } = useNumbers();
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LanguageName code={code} />
      </Table.Th>
      <Table.Td ta="end">{count(matches.questions)}</Table.Td>
      {columns.map((column) => (
        <Table.Td key={column} ta="end" {...(matches[column] > 0 && warning)}>
          {count(matches[column])}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
