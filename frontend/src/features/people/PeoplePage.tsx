import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { AddPeopleForm } from "./AddPeopleForm";
import { useMembers } from "./api/get-members";
import { PeopleTable } from "./PeopleTable";

/** Who may work on this dataset. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const members = useMembers(slug);
  const people = members.data ?? [];
  return (
    <>
      <PageTitle title={t("people.title")} lead={t("people.lead")} />
      <Stack>
        <AddPeopleForm slug={slug} />
        <ErrorNote
          error={members.isFetchNextPageError ? null : members.error}
          onRetry={() => void members.refetch()}
        />
        {members.isPending ? (
          <Loading />
        ) : (
          <>
            <PeopleTable people={people} />
            <ShowMore list={members} shown={people.length} />
            <History slug={slug} of="member" label={t("history.members")} />
            <History slug={slug} of="person" label={t("history.people")} />
            <History slug={slug} of="token" label={t("history.tokens")} />
          </>
        )}
      </Stack>
    </>
  );
}
