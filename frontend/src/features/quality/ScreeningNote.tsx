import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Statistics } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

/** Which rules made the page, and what they left out and why. */
export function ScreeningNote({ statistics }: { statistics: Statistics }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { votes, excluded, rules_version: version } = statistics;
  if (version === 0) return <Text>{t("quality.unscreened", { votes: count(votes) })}</Text>;
  const lost = excluded.reduce((sum, each) => sum + each.votes, 0);
  const reasons = excluded.map((each) =>
    t("quality.left_out_for", {
      votes: count(each.votes),
      reason: t(`quality.reason.${each.reason}`),
    }),
  );
  return (
    <Text>
      {t("quality.screened", { version, kept: count(votes - lost), votes: count(votes) })}{" "}
      {lost > 0 && t("quality.left_out", { reasons: reasons.join(", ") })}
    </Text>
  );
}
