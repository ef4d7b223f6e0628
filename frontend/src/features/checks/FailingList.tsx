import { Anchor, Button, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { Section } from "@/components/Section";
import { useServerWords } from "@/lib/server-words";

import { useFailing } from "./api/get-failing";
import type { Chosen } from "./filter";

/** What fails one check in one language, each with the reason and its item. */
export function FailingList({ slug, chosen }: { slug: string; chosen: Chosen }) {
  const { t } = useTranslation();
  const words = useServerWords();
  const { name, bcp47, direction } = useLanguage(chosen.language);
  const failing = useFailing(slug, chosen);
  const rows = failing.data?.pages.flatMap((page) => page.results);
  return (
    <Section title={t("checks.failing_in", { check: words.check(chosen.check), language: name })}>
      <Stack gap="xs">
        <ErrorNote error={failing.error} onRetry={() => void failing.refetch()} />
        {failing.isPending && <Loading />}
        {rows?.length === 0 && <Text>{t("checks.none_failing")}</Text>}
        {rows?.map((row) => (
          <Paper key={`${row.item} ${row.recording ?? ""}`} withBorder p="sm">
            <Anchor component={Link} to={`/d/${slug}/items/${row.item}`} underline="always">
              <bdi>{row.external_id}</bdi>
            </Anchor>
            <Text lang={bcp47} dir={direction}>
              {row.question}
            </Text>
            {Object.entries(row.details).map(([what, detail]) => (
              <Text key={what} size="sm" c="dimmed">
                <bdi>{words.check(what)}</bdi>: <bdi>{detail}</bdi>
              </Text>
            ))}
          </Paper>
        ))}
        {failing.hasNextPage && (
          <Button
            variant="default"
            loading={failing.isFetchingNextPage}
            onClick={() => void failing.fetchNextPage()}
          >
            {t("common.more")}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
