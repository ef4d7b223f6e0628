import { Anchor, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { Comparison } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";
import { useUrlFilter } from "@/lib/use-url-filter";

import { useBoard } from "../api/get-board";
import { everything, type ItemFilter, useComparedItems } from "../api/get-compared-items";
import { ComparedCard } from "./ComparedCard";
import { KindFilter } from "./KindFilter";
import { LanguageFilter } from "./LanguageFilter";

/** Two systems' answers, question by question, with what the judge said of them. */
export function ViewerPage() {
  const { slug = "", name = "", id = "" } = useParams();
  const [filter, choose] = useUrlFilter(everything);
  const board = useBoard(slug, name, false);
  const comparison = board.data?.comparisons.find((one) => one.id === Number(id));
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/benchmarks/${name}`}>
        {name}
      </Anchor>
      <Head comparison={comparison} />
      <Stack>
        <ErrorNote error={board.error} onRetry={() => void board.refetch()} />
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
          <LanguageFilter
            codes={board.data?.benchmark.languages ?? []}
            chosen={filter.language}
            onChoose={(language) => choose({ language })}
          />
          <KindFilter comparison={comparison} filter={filter} onChoose={choose} />
        </SimpleGrid>
        {comparison !== undefined && (
          <Questions slug={slug} comparison={comparison} filter={filter} />
        )}
      </Stack>
    </>
  );
}

function Head({ comparison }: { comparison: Comparison | undefined }) {
  const { t } = useTranslation();
  if (comparison === undefined) return <PageTitle title={t("benchmarks.viewer")} />;
  const { system, baseline, judge, protocol } = comparison;
  const protocolName = t(`benchmarks.protocol_${protocol}`);
  return (
    <PageTitle
      title={t("benchmarks.viewer_title", { system, baseline })}
      lead={t("benchmarks.viewer_lead", { judge, protocol: protocolName })}
    />
  );
}

interface QuestionsProps {
  slug: string;
  comparison: Comparison;
  filter: ItemFilter;
}

function Questions({ slug, comparison, filter }: QuestionsProps) {
  const { t } = useTranslation();
  const items = useComparedItems(slug, comparison.id, filter);
  const rows = items.data ?? [];
  return (
    <>
      <ErrorNote
        error={items.isFetchNextPageError ? null : items.error}
        onRetry={() => void items.refetch()}
      />
      {items.isPending && <Loading />}
      {items.isSuccess && rows.length === 0 && <Text>{t("benchmarks.nothing_here")}</Text>}
      {rows.map((item) => (
        <ComparedCard key={item.id} comparison={comparison} item={item} />
      ))}
      <ShowMore list={items} shown={rows.length} />
    </>
  );
}
