import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Comparison, Judgement } from "@/api/types";

interface Props {
  comparison: Comparison;
  judgements: Judgement[];
}

/** What the judge said, by the order in which it read the answers. */
export function Reasons({ comparison, judgements }: Props) {
  const { t } = useTranslation();
  return judgements.map((judgement) => {
    const [first, second] = shownTo(judgement, comparison);
    const verdict = verdictOf(judgement);
    return (
      <Text key={judgement.order} size="sm" mt="xs">
        {t("benchmarks.saw_first", { system: first })}{" "}
        <strong>{t(`benchmarks.verdict_${verdict}`, { first, second })}</strong>{" "}
        <bdi dir="auto">{judgement.reason}</bdi>
      </Text>
    );
  });
}

function shownTo({ order }: Judgement, { system, baseline }: Comparison): [string, string] {
  return order === "tested_first" ? [system, baseline] : [baseline, system];
}

function verdictOf({ verdict }: Judgement) {
  return verdict === "" ? "none" : verdict;
}
