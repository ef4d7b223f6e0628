import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Comparison, PeopleChosen } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "@/components/scores/PlaceName";
import { outcomes } from "@/components/scores/scores";
import { useInOrder } from "@/components/scores/use-places";

interface Props {
  comparison: Comparison;
  flips: PeopleChosen[];
}

/** What most people chose where the judge said something else with the other order. */
export function FlipTable({ comparison, flips }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const inOrder = useInOrder();
  const { system, baseline } = comparison;
  return (
    <div>
      <Text size="sm" maw="44rem">
        {t("benchmarks.flips_people_lead")}
      </Text>
      <ScrollRegion label={t("benchmarks.flips_people")}>
        <Table miw="36rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("benchmarks.flips_people")}</Table.Th>
              {outcomes.map((outcome) => (
                <Table.Th key={outcome} scope="col" ta="end">
                  {t(`benchmarks.legend_${outcome}`, { system, baseline })}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inOrder(flips).map((row) => (
              <Table.Tr key={row.language}>
                <Table.Th scope="row">
                  <PlaceName language={row.language} target="" />
                </Table.Th>
                {outcomes.map((outcome) => (
                  <Table.Td key={outcome} ta="end">
                    {count(row[outcome])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </div>
  );
}
