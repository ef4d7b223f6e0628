import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Campaign } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { useShortfalls } from "./api/get-shortfalls";

const columns = [
  "items_unvoiced",
  "votes_missing",
  "raters",
  "raters_qualified",
  "raters_missing",
] as const;

/** What is missing in each language: votes, recordings, people. */
export function Shortfalls({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <Disclosure label={t("steering.shortfalls")}>
      <Lacks campaign={campaign} />
    </Disclosure>
  );
}

function Lacks({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { data, error } = useShortfalls(campaign.id);
  if (data === undefined) return error === null ? <Loading /> : <ErrorNote error={error} />;
  const lacking = data.filter((row) => row.votes_missing > 0 || row.items_unvoiced > 0);
  if (lacking.length === 0) return <Text>{t("steering.nothing_missing")}</Text>;
  return (
    <ScrollRegion label={t("steering.shortfalls")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.languages")}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" ta="end">
                {t(`steering.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lacking.map((row) => (
            <Table.Tr key={row.language}>
              <Table.Th scope="row">
                <LanguageName code={row.language} />
              </Table.Th>
              {columns.map((column) => (
                <Table.Td key={column} ta="end" fw={alarms(column, row[column]) ? 700 : 400}>
                  {count(row[column])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

/** People that are missing stop a language; the rest comes by itself. */
function alarms(column: (typeof columns)[number], value: number): boolean {
  return column === "raters_missing" && value > 0;
}
