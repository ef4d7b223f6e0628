import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Comparison } from "@/api/types";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { PlaceName } from "@/components/scores/PlaceName";
import { habits, scoreOf } from "@/components/scores/scores";
import { usePlaces } from "@/components/scores/use-places";
import { useScoreWords } from "@/components/scores/use-score-words";

/** Habits of a judge that say whether its preferences are to be trusted. */
export function HabitTable({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const words = useScoreWords();
  const { system, baseline, protocol, scores } = comparison;
  // A judge that saw one order can't change its mind with the other.
  const shown = habits.filter((habit) => habit !== "flips" || protocol === "both");
  return (
    <>
      <Text size="sm" maw="44rem">
        {t("benchmarks.trust_lead")}
      </Text>
      <ScrollRegion label={t("benchmarks.trust")}>
        <Table miw="56rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("common.language")}</Table.Th>
              {shown.map((habit) => (
                <Table.Th key={habit} scope="col" ta="end">
                  {t(`benchmarks.${habit}`, { system, baseline })}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {usePlaces(scores, habits).map((place) => (
              <Table.Tr key={place.language}>
                <Table.Th scope="row">
                  <PlaceName {...place} />
                </Table.Th>
                {shown.map((habit) => {
                  const score = scoreOf(scores, habit, place);
                  const part = count(score?.details["count"] ?? 0);
                  const whole = count(score?.items ?? 0);
                  return (
                    <Table.Td key={habit} ta="end">
                      <bdi>{words.score(score)}</bdi>
                      <Text size="xs" c="dimmed">
                        {t("benchmarks.part_of", { part, whole })}
                      </Text>
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </>
  );
}
