import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Comparison } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";

import { usePeople } from "../api/people";
import { AskPeopleForm } from "../start/AskPeopleForm";
import { AgreementTable } from "./AgreementTable";
import { FlipTable } from "./FlipTable";
import { PeopleTable } from "./PeopleTable";

interface Props {
  slug: string;
  comparison: Comparison;
  manages: boolean;
}

/** What people prefer, and whether judges agree with them and with each other. */
export function PeoplePart({ slug, comparison, manages }: Props) {
  const { t } = useTranslation();
  const people = usePeople(slug, comparison.id);
  if (people.isPending) return <Loading />;
  if (people.isError)
    return <ErrorNote error={people.error} onRetry={() => void people.refetch()} />;
  const { campaigns, rates, flips, agreements, is_scored: isScored } = people.data;
  return (
    <Stack gap="sm">
      {campaigns.length === 0 && <Text size="sm">{t("benchmarks.nobody_asked")}</Text>}
      {campaigns.map(({ campaign, name }) => (
        <Text key={campaign} size="sm">
          {t("benchmarks.people_asked")}{" "}
          <Anchor component={Link} to={`/d/${slug}/campaigns`} inherit underline="always">
            <bdi>{name}</bdi>
          </Anchor>
        </Text>
      ))}
      {rates.length > 0 && <PeopleTable rates={rates} />}
      {flips.length > 0 && <FlipTable comparison={comparison} flips={flips} />}
      {agreements.length > 0 && <AgreementTable agreements={agreements} />}
      {!isScored && (
        <Text size="sm" role="status">
          {t("benchmarks.opinions_wait")}
        </Text>
      )}
      {manages && (
        <div>
          <Disclosure label={t("benchmarks.ask_people")}>
            <AskPeopleForm slug={slug} comparison={comparison} />
          </Disclosure>
        </div>
      )}
    </Stack>
  );
}
