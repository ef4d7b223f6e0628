import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { RaterStatistics } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { scales } from "./use-opinion-words";

/** How each person votes beside the others. */
export function RaterTable({ raters }: { raters: RaterStatistics[] }) {
  const { t } = useTranslation();
  return (
    <ScrollRegion label={t("quality.raters")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("quality.rater")}</Table.Th>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t("quality.n_votes")}
            </Table.Th>
            {scales.map((scale) => (
              <Table.Th key={scale} scope="col" ta="end">
                {t("quality.leniency_of", { scale: t(`quality.${scale}`) })}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="end">
              {t("quality.gold_near")}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t("quality.thinking")}
            </Table.Th>
            <Table.Th scope="col">{t("quality.left_out_column")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {raters.map((row) => (
            <Row key={`${row.rater} ${row.language}`} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ row }: { row: RaterStatistics }) {
  const { t } = useTranslation();
  const { count, fixed, share } = useNumbers();
  const gold = row.gold.naturalness;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <bdi>{row.name || t("quality.rater_number", { number: row.rater })}</bdi>
      </Table.Th>
      <Table.Td>
        <LanguageName code={row.language} />
      </Table.Td>
      <Table.Td ta="end">{count(row.votes)}</Table.Td>
      {scales.map((scale) => {
        const offset = row.leniency[scale]?.offset;
        return (
          <Table.Td key={scale} ta="end">
            <bdi dir="ltr">
              {offset === undefined ? "–" : `${offset > 0 ? "+" : ""}${fixed(offset, 2)}`}
            </bdi>
          </Table.Td>
        );
      })}
      <Table.Td ta="end">{gold === null ? "–" : share(gold.near, 1)}</Table.Td>
      <Table.Td ta="end">{fixed(row.thinking_s, 1)}</Table.Td>
      <Table.Td>
        {row.excluded
          .map(({ reason, votes }) => `${count(votes)}: ${t(`quality.reason.${reason}`)}`)
          .join(", ")}
      </Table.Td>
    </Table.Tr>
  );
}
