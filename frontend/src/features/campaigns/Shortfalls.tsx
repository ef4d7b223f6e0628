import { Button, Table, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Campaign } from "@/api/types";
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
  const { count } = useNumbers();
  const region = useId();
  const [open, setOpen] = useState(false);
  const { data, error } = useShortfalls(campaign.id, open);
  const lacking = data?.filter((row) => row.votes_missing > 0 || row.items_unvoiced > 0);
  return (
    <>
      <Button
        mt="xs"
        variant="subtle"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        {t("steering.shortfalls")}
      </Button>
      <div id={region}>
        <ErrorNote error={error} />
        {open && data === undefined && error === null && <Loading />}
        {open && lacking?.length === 0 && <Text>{t("steering.nothing_missing")}</Text>}
        {open && lacking !== undefined && lacking.length > 0 && (
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
        )}
      </div>
    </>
  );
}

/** People that are missing stop a language; the rest comes by itself. */
function alarms(column: (typeof columns)[number], value: number): boolean {
  return column === "raters_missing" && value > 0;
}
