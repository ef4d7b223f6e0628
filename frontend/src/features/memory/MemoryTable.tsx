import { Anchor, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { linkTo } from "@/api/client";
import { useLanguage } from "@/api/languages";
import type { MemoryLanguage } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

const columns = ["imported", "corrections", "hits_exact", "hits_near", "misses"] as const;

interface Props {
  slug: string;
  languages: MemoryLanguage[];
}

export function MemoryTable({ slug, languages }: Props) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t("memory.title")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            {[...columns, "hit_rate" as const].map((column) => (
              <Table.Th key={column} scope="col" ta="end">
                {t(`memory.${column}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col">TMX</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {languages.map((row) => (
            <MemoryRow key={row.language} slug={slug} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function MemoryRow({ slug, row }: { slug: string; row: MemoryLanguage }) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  const { language } = row;
  const { name } = useLanguage(language);
  const hits = row.hits_exact + row.hits_near;
  const asked = hits + row.misses;
  const address = linkTo("/api/v1/datasets/{slug}/memory/export/", {
    path: { slug },
    query: { language },
  });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <LanguageName code={language} />
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={column} ta="end">
          {count(row[column])}
        </Table.Td>
      ))}
      <Table.Td ta="end">{asked === 0 ? "–" : share(hits, asked)}</Table.Td>
      <Table.Td>
        {row.imported + row.corrections > 0 && (
          <Anchor
            href={address}
            download
            fz="sm"
            aria-label={t("memory.download_in", { language: name })}
          >
            {t("common.download")}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
