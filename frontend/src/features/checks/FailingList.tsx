import { Anchor, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguage } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { useServerWords } from "@/lib/server-words";

import { useFailing } from "./api/get-failing";

interface Props {
  slug: string;
  language: string;
  check: string;
}

/** What fails one check in one language, each with the reason and its item. */
export function FailingList({ slug, language, check }: Props) {
  const { t } = useTranslation();
  const words = useServerWords();
  const { name, bcp47, direction } = useLanguage(language);
  const failing = useFailing(slug, language, check);
  const rows = failing.data?.pages.flatMap((page) => page.results);
  return (
    <section aria-labelledby="failing">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id="failing">
          {t("checks.failing_in", { check: words.check(check), language: name })}
        </Title>
        <Anchor component={Link} to="?">
          {t("checks.back")}
        </Anchor>
      </Group>
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
    </section>
  );
}
