import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Benchmarked, LanguageState, Overview } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

import classes from "./LanguageMatrix.module.css";
import { pathOf, TROUBLES, valueOf, type Column } from "./matrix";
import { MatrixCell } from "./MatrixCell";

interface Props {
  slug: string;
  row: LanguageState;
  columns: Column[];
  overview: Overview;
  benchmark: Benchmarked | null;
}

export function MatrixRow({ slug, row, columns, overview, benchmark }: Props) {
  const { t } = useTranslation();
  const { count, decimal } = useNumbers();
  const { endonym } = useLanguage(row.language);
  const names = { release: overview.release?.name, benchmark };
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.language ?? ""}>
        <LanguageName code={row.language} />
      </Table.Th>
      {columns.map((column) => (
        <MatrixCell
          key={column}
          value={valueOf(column, row, benchmark)}
          whole={overview.items - overview.splits.excluded}
          bad={TROUBLES.includes(column)}
          label={`${t(`stage.${column}`)} · ${endonym}`}
          to={`/d/${slug}${pathOf(column, row.language, names)}`}
        />
      ))}
      <Table.Td ta="end" className={classes.votes ?? ""}>
        <bdi dir="ltr">
          {count(row.votes)} / {count(row.votes_needed)}
        </bdi>
      </Table.Td>
      <Table.Td ta="end">{decimal(row.hours, 2)}</Table.Td>
    </Table.Tr>
  );
}
