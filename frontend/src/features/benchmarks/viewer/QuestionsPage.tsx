import { Anchor, NativeSelect, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";
import { useUrlFilter } from "@/lib/use-url-filter";

import { useAskedItems } from "../api/get-asked-items";
import { useBoard } from "../api/get-board";
import { AskedCard } from "./AskedCard";
import { LanguageFilter } from "./LanguageFilter";

/** Every question of a benchmark, with what every system said to it. */
export function QuestionsPage() {
  const { t } = useTranslation();
  const { slug = "", name = "" } = useParams();
  const [filter, choose] = useUrlFilter({ language: "", target: "", system: "" });
  const board = useBoard(slug, name, false);
  const items = useAskedItems(slug, name, filter);
  const rows = items.data ?? [];
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/benchmarks/${name}`}>
        {name}
      </Anchor>
      <PageTitle title={t("benchmarks.questions")} lead={t("benchmarks.questions_lead")} />
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw="44rem">
          <LanguageFilter
            codes={board.data?.benchmark.languages ?? []}
            chosen={filter.language}
            onChoose={(code) => choose({ language: code })}
          />
          <NativeSelect
            label={t("benchmarks.answered_by")}
            data={[
              { value: "", label: t("benchmarks.only_all") },
              ...(board.data?.systems ?? []).map((one) => one.system),
            ]}
            value={filter.system}
            onChange={(event) => choose({ system: event.currentTarget.value })}
          />
        </SimpleGrid>
        <ErrorNote
          error={items.isFetchNextPageError ? null : (items.error ?? board.error)}
          onRetry={() => void items.refetch()}
        />
        {items.isPending && <Loading />}
        {items.isSuccess && rows.length === 0 && <Text>{t("benchmarks.nothing_here")}</Text>}
        {rows.map((item) => (
          <AskedCard key={item.id} item={item} />
        ))}
        <ShowMore list={items} shown={rows.length} />
      </Stack>
    </>
  );
}
