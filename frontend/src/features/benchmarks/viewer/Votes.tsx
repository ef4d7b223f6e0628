import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Comparison, PeopleVotes } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

interface Props {
  comparison: Comparison;
  votes: PeopleVotes;
}

/** What people chose, in a campaign about this comparison; nothing where nobody voted. */
export function Votes({ comparison, votes }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { win, tie, loss } = votes;
  if (win + tie + loss === 0) return null;
  const { system, baseline } = comparison;
  return (
    <Text size="sm" mt="xs">
      <strong>{t("benchmarks.votes_of_people")}</strong>{" "}
      {[
        t("benchmarks.votes_for", { count: win, written: count(win), system }),
        t("benchmarks.votes_tie", { count: tie, written: count(tie) }),
        t("benchmarks.votes_for", { count: loss, written: count(loss), system: baseline }),
      ].join(" · ")}
    </Text>
  );
}
