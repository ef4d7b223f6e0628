import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { PeopleRates } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";

import { PlaceName } from "@/components/scores/PlaceName";
import { outcomes } from "@/components/scores/scores";
import { useInOrder } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";
import classes from "./tables.module.css";

/** Wins, ties and losses as people see them. */
export function PeopleTable({ rates }: { rates: PeopleRates[] }) {
  const { t } = useTranslation();
  const words = useScoreWords();
  const inOrder = useInOrder();
  return (
    <ScrollRegion label={t("benchmarks.people_rates")}>
      <Table miw="36rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("benchmarks.people_rates")}</Table.Th>
            {outcomes.map((outcome) => (
              <Table.Th key={outcome} scope="col" ta="end">
                {t(`benchmarks.${outcome}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(rates).map((row) => (
            <Table.Tr key={row.language}>
              <Table.Th scope="row">
                <PlaceName language={row.language} target="" />
              </Table.Th>
              {outcomes.map((outcome) => (
                <Table.Td key={outcome} ta="end">
                  <bdi dir="ltr" className={classes.together}>
                    {words.score({ metric: outcome, ...row[outcome] })}
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
