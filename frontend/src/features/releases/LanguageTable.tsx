import { Paper, Table, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ReleaseLanguage, ReleaseOpinion } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

const columns = [
  "rows_column",
  "hours_column",
  "verified_column",
  "naturalness",
  "understood",
  "correction_rate",
] as const;

/** What the release holds in each language, and what natives said of it. */
export function LanguageTable({ languages }: { languages: Record<string, ReleaseLanguage> }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="by-language">
      <Title order={2} size="h3" id="by-language" mb="xs">
        {t("releases.by_language")}
      </Title>
      <ScrollRegion label={t("releases.by_language")}>
        <Table miw="44rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("common.language")}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta="end">
                  {t(`releases.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Object.entries(languages).map(([code, numbers]) => (
              <Row key={code} code={code} numbers={numbers} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Paper>
  );
}

function Row({ code, numbers }: { code: string; numbers: ReleaseLanguage }) {
  const { count, fixed, share } = useNumbers();
  const { corrections } = numbers;
  const opinion = ({ mean, low, high }: ReleaseOpinion) => {
    if (mean === null) return "–";
    const bounds = low === null || high === null ? "" : ` (${fixed(low, 2)}–${fixed(high, 2)})`;
    return `${fixed(mean, 2)}${bounds}`;
  };
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LanguageName code={code} />
      </Table.Th>
      <Table.Td ta="end">{count(numbers.rows)}</Table.Td>
      <Table.Td ta="end">{fixed(numbers.hours, 2)}</Table.Td>
      <Table.Td ta="end">{count(numbers.verified)}</Table.Td>
      <Table.Td ta="end">
        <bdi dir="ltr">{opinion(numbers.naturalness)}</bdi>
      </Table.Td>
      <Table.Td ta="end">
        <bdi dir="ltr">{opinion(numbers.understood)}</bdi>
      </Table.Td>
      <Table.Td ta="end">
        {corrections.rate === null ? "–" : share(corrections.rate * 1_000, 1_000)}
      </Table.Td>
    </Table.Tr>
  );
}
