import { Table, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Overview } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import classes from "./LanguageMatrix.module.css";
import { MatrixCell } from "./MatrixCell";
import { columns } from "./stages";

interface Props {
  slug: string;
  overview: Overview;
}

/** One row a language, one column a stage; colour says how far, the number says exactly. */
export function LanguageMatrix({ slug, overview }: Props) {
  const { t } = useTranslation();
  const { count, decimal } = useNumbers();
  return (
    <div>
      <Title order={2} size="h3" id={`matrix-${slug}`} mb="sm">
        {t("overview.by_language")}
      </Title>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className={classes.scroll} role="region" tabIndex={0} aria-labelledby={`matrix-${slug}`}>
        <Table className={classes.table ?? ""} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("common.language")}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" ta="end">
                  {t(`stage.${column}`)}
                </Table.Th>
              ))}
              <Table.Th scope="col" ta="end">
                {t("stage.votes")}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t("stage.hours")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {overview.languages.map((row) => (
              <Table.Tr key={row.language}>
                <Table.Th scope="row" className={classes.language ?? ""}>
                  <LanguageName code={row.language} />
                </Table.Th>
                {columns.map((column) => (
                  <MatrixCell
                    key={column}
                    column={column}
                    value={row[column]}
                    whole={overview.items - overview.splits.excluded}
                  />
                ))}
                <Table.Td ta="end">
                  <bdi dir="ltr">
                    {count(row.votes)} / {count(row.votes_needed)}
                  </bdi>
                </Table.Td>
                <Table.Td ta="end">{decimal(row.hours, 2)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  );
}
