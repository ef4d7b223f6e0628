import { Anchor, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Statistics } from "@/api/types";
import { answersPath } from "@/lib/answers-path";
import { useNumbers } from "@/lib/numbers";

import type { StatisticsFilter } from "./api/get-statistics";

interface Props {
  slug: string;
  statistics: Statistics;
  filter: StatisticsFilter;
}

/** Which rules made the page, and what they left out and why; each reason leads to its votes. */
export function ScreeningNote({ slug, statistics, filter }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { votes, excluded, rules_version: version } = statistics;
  if (version === 0) return <Text>{t("quality.unscreened", { votes: count(votes) })}</Text>;
  const { language, engine, voice } = filter;
  const chosen = { language, engine, voice, rules: version };
  const lost = excluded.reduce((sum, each) => sum + each.votes, 0);
  return (
    <Text>
      {t("quality.screened", { version, kept: count(votes - lost), votes: count(votes) })}{" "}
      {lost > 0 && t("quality.left_out_but_kept")}{" "}
      {excluded.map((each, at) => (
        <Fragment key={each.reason}>
          {at > 0 && t("common.comma")}
          <Anchor component={Link} to={answersPath(slug, { ...chosen, counts: each.reason })}>
            {t("quality.left_out_for", {
              votes: count(each.votes),
              reason: t(`quality.reason.${each.reason}`),
            })}
          </Anchor>
        </Fragment>
      ))}
    </Text>
  );
}
