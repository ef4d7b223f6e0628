import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguagesAmong } from "@/api/languages";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

/** Hours of audio in an epoch, by language in the order of every page. */
export function HoursTable({ hours }: { hours: Record<string, number> }) {
  const { t } = useTranslation();
  const { fixed } = useNumbers();
  const known = useLanguagesAmong(Object.keys(hours));
  return (
    <ScrollRegion label={t("training.hours_by_language")}>
      <Table maw="28rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t("training.hours")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {known.map(({ code }) => (
            <Table.Tr key={code}>
              <Table.Th scope="row" fw={400}>
                <LanguageName code={code} />
              </Table.Th>
              <Table.Td ta="end">{fixed(hours[code] ?? 0, 3)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
