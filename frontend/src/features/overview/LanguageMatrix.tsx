import { Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Benchmarked, Overview } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";

import classes from "./LanguageMatrix.module.css";
import { columnsOf, type Column } from "./matrix";
import { MatrixRow } from "./MatrixRow";

interface Props {
  slug: string;
  overview: Overview;
  benchmark: Benchmarked | null;
}

/** One row a language, one column a stage; colour says how far, the number says exactly. */
export function LanguageMatrix({ slug, overview, benchmark }: Props) {
  const { t } = useTranslation();
  const columns = columnsOf(overview, benchmark);
  return (
    <section>
      <Title order={2} size="h3">
        {t("overview.by_language")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("overview.matrix_lead")}
      </Text>
      <ScrollRegion label={t("overview.by_language")}>
        <Table
          className={classes.table ?? ""}
          withRowBorders={false}
          horizontalSpacing={6}
          verticalSpacing={6}
        >
          <Head columns={columns} />
          <Table.Tbody>
            {overview.languages.map((row) => (
              <MatrixRow
                key={row.language}
                slug={slug}
                row={row}
                columns={columns}
                overview={overview}
                benchmark={benchmark}
              />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </section>
  );
}

function Head({ columns }: { columns: Column[] }) {
  const { t } = useTranslation();
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th scope="col">{t("common.language")}</Table.Th>
        {[...columns, "votes" as const, "hours" as const].map((column) => (
          <Table.Th key={column} scope="col" ta="end">
            {t(`stage.${column}`)}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}
