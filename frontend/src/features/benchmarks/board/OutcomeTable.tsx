import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Score } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "@/components/scores/PlaceName";
import { outcomes, scoreOf } from "@/components/scores/scores";
import { usePlaces } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";
import classes from "./tables.module.css";

const columns = [...outcomes, "margin"] as const;

/** The bars' numbers, and what the difference is. */
export function OutcomeTable({ scores }: { scores: Score[] }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useScoreWords();
  return (
    <ScrollRegion label={t("benchmarks.as_table")}>
      <Table miw="48rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("common.language")}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t("benchmarks.n_questions")}
            </Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" ta="end">
                {t(`benchmarks.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {usePlaces(scores, outcomes).map((place) => (
            <Table.Tr key={place.language}>
              <Table.Th scope="row">
                <PlaceName {...place} />
              </Table.Th>
              <Table.Td ta="end">{count(scoreOf(scores, "win", place)?.items ?? 0)}</Table.Td>
              {columns.map((column) => (
                <Table.Td key={column} ta="end">
                  <bdi dir="ltr" className={classes.together}>
                    {words.score(scoreOf(scores, column, place))}
                  </bdi>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
