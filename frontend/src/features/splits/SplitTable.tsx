import { Anchor, Paper, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useUser } from "@/api/session";
import { useSplits } from "@/api/splits";
import { useNumbers } from "@/lib/numbers";

import { DrawSplits } from "./DrawSplits";

const names = ["train", "dev", "test", "bench", "excluded", "unassigned"] as const;

export function SplitTable({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const splits = useSplits(slug);
  const manages = useUser()?.role !== "researcher";
  return (
    <section aria-label={t("splits.title")}>
      <SimpleGrid cols={{ base: 2, sm: 3, md: 6 }}>
        {names.map((name) => (
          <Paper key={name} withBorder p="md">
            <Text size="sm">{t(`split.${name}`)}</Text>
            <Text fz="1.625rem" fw={700}>
              {count(splits[name])}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Text size="sm" mt="xs">
        {splits.excluded > 0 && t("splits.excluded_means")}{" "}
        <Anchor component={Link} to={`/d/${slug}/near-duplicates`} inherit underline="always">
          {t("splits.near_duplicates")}
        </Anchor>
      </Text>
      {manages && <DrawSplits slug={slug} undrawn={splits.unassigned} />}
    </section>
  );
}
