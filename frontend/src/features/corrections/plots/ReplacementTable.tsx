import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import type { Edits } from "@/api/types";
import { SaveChart } from "@/components/charts/SaveChart";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

import { type Chosen, listOf } from "../filter";

type Replacement = Edits["replacements"][number];
interface Props {
  slug: string;
  chosen: Chosen;
  rows: Replacement[];
}

/** Which words natives put in place of which, the most frequent of each language. */
export function ReplacementTable({ slug, chosen, rows }: Props) {
  const { t } = useTranslation();
  const title = t("corrections.replacements");
  const cells = () => [
    ["language", "old", "new", "texts"],
    ...rows.map((row) => [row.language, row.old, row.new, row.corrections]),
  ];
  return (
    <Section title={title} lead={t("corrections.replacements_lead")}>
      <ScrollRegion label={title}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("common.language")}</Table.Th>
              <Table.Th scope="col">{t("corrections.column_old")}</Table.Th>
              <Table.Th scope="col">{t("corrections.column_new")}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t("corrections.column_texts")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row
                key={`${row.language} ${row.old} ${row.new}`}
                row={row}
                to={listOf(slug, chosen, {
                  language: row.language,
                  replaced: `${row.old}\t${row.new}`,
                })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <SaveChart name={`${slug}.replacements`} rows={cells} label={title} />
    </Section>
  );
}

function Row({ row, to }: { row: Replacement; to: string }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { bcp47, direction } = useLanguage(row.language);
  const words = t("corrections.replacement_words", { ...row, amount: count(row.corrections) });
  return (
    <Table.Tr>
      <Table.Td>
        <LanguageName code={row.language} />
      </Table.Td>
      {[row.old, row.new].map((word, index) => (
        <Table.Td key={index}>
          <bdi lang={bcp47} dir={direction}>
            {word}
          </bdi>
        </Table.Td>
      ))}
      <Table.Td ta="end">
        <Link to={to} aria-label={words}>
          {count(row.corrections)}
        </Link>
      </Table.Td>
    </Table.Tr>
  );
}
