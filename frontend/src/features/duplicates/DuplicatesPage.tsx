import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useFindDuplicates } from "./api/find-duplicates";
import { useDuplicates } from "./api/get-duplicates";
import { PairCard } from "./PairCard";

/** What stands in train though nearly the same stands in dev, test or bench. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const pairs = useDuplicates(slug);
  const find = useFindDuplicates(slug);
  const rows = pairs.data ?? [];
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/splits`}>
        {t("duplicates.back")}
      </Anchor>
      <PageTitle title={t("duplicates.title")} lead={t("duplicates.lead")}>
        <Button loading={find.isPending} onClick={() => find.mutate()}>
          {t("duplicates.find")}
        </Button>
      </PageTitle>
      <Stack>
        <ErrorNote error={find.error} />
        {find.isSuccess && (
          <Group role="status">
            <Text>{t("duplicates.started")}</Text>
            <Anchor component={Link} to={`/d/${slug}/jobs/${find.data.id}`}>
              {t("duplicates.watch")}
            </Anchor>
          </Group>
        )}
        <ErrorNote
          error={pairs.isFetchNextPageError ? null : pairs.error}
          onRetry={() => void pairs.refetch()}
        />
        {pairs.isPending && <Loading />}
        {pairs.isSuccess && rows.length === 0 && (
          <EmptyState title={t("duplicates.empty_title")} teaches={t("duplicates.empty_teaches")} />
        )}
        {rows.map((pair) => (
          <PairCard
            key={`${pair.held_out.id} ${pair.other.id} ${pair.language}`}
            slug={slug}
            pair={pair}
          />
        ))}
        <ShowMore list={pairs} shown={rows.length} />
      </Stack>
    </>
  );
}
