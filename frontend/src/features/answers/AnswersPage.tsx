import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";
import { useUrlFilter } from "@/lib/use-url-filter";

import { AnswerTable } from "./AnswerTable";
import { useAnswers } from "./api/get-answers";
import { defaults } from "./filter";
import { Filters } from "./Filters";

/** The answers behind the numbers of the dashboards, raw, with why a vote does not count. */
export function AnswersPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, change] = useUrlFilter(defaults);
  const answers = useAnswers(slug, filter);
  const rows = answers.data ?? [];
  return (
    <>
      <PageTitle title={t("answers.title")} lead={t("answers.lead")} />
      <Stack>
        <Filters slug={slug} filter={filter} onChange={change} />
        <ErrorNote
          error={answers.isFetchNextPageError ? null : answers.error}
          onRetry={() => void answers.refetch()}
        />
        {answers.isPending && <Loading />}
        {answers.isSuccess && rows.length === 0 && <Text>{t("answers.none")}</Text>}
        {rows.length > 0 && <AnswerTable slug={slug} kind={filter.kind} rows={rows} />}
        <ShowMore list={answers} shown={rows.length} />
      </Stack>
    </>
  );
}
