import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ComparedItem, Comparison } from "@/api/types";

interface Props {
  comparison: Comparison;
  item: ComparedItem;
}

/** Who won, by name; without an outcome, why there is none. */
export function OutcomeBadge({ comparison, item }: Props) {
  const { t } = useTranslation();
  const { outcome, judgements } = item;
  const { system, baseline, protocol } = comparison;
  if (outcome === null) {
    const wanted = protocol === "both" ? 2 : 1;
    const known = judgements.length < wanted ? "not_judged" : "unreadable";
    return (
      <Badge variant="default" tt="none">
        {t(`benchmarks.${known}`)}
      </Badge>
    );
  }
  if (outcome === "tie")
    return (
      <Badge variant="default" tt="none">
        {t("benchmarks.tie")}
      </Badge>
    );
  return (
    <Badge variant="filled" tt="none">
      {t("benchmarks.preferred", { system: outcome === "win" ? system : baseline })}
    </Badge>
  );
}
