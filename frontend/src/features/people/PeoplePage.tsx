import { Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";

import { AddPeopleForm } from "./AddPeopleForm";
import { useMembers } from "./api/get-members";
import { PeopleTable } from "./PeopleTable";

/** Who may work on this dataset. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const members = useMembers(slug);
  const people = members.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <>
      <PageTitle title={t("people.title")} lead={t("people.lead")} />
      <Stack>
        <AddPeopleForm slug={slug} />
        <ErrorNote error={members.error} onRetry={() => void members.refetch()} />
        {members.isPending ? <Loading /> : <PeopleTable people={people} />}
        {members.hasNextPage && (
          <Button
            variant="default"
            loading={members.isFetchingNextPage}
            onClick={() => void members.fetchNextPage()}
          >
            {t("common.more")}
          </Button>
        )}
      </Stack>
    </>
  );
}
