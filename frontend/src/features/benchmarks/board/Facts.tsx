import { Anchor, Code, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { Benchmark } from "@/api/types";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

/** What is asked, where it is from, and the sum by which anybody can tell it is the same. */
export function Facts({ benchmark }: { benchmark: Benchmark }) {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const { count, date } = useNumbers();
  const { items_total: items, languages, release } = benchmark;
  const without = Object.entries(benchmark.left_out);
  return (
    <Section title={t("benchmarks.facts")}>
      <Text>
        {[
          t(`benchmarks.task_${benchmark.task}`),
          t("benchmarks.items", { count: items, written: count(items) }),
          t("benchmarks.languages", { count: languages.length, written: count(languages.length) }),
        ].join(" · ")}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t("benchmarks.frozen_at", { date: date(benchmark.created_at) })}
        {typeof release === "string" && (
          <>
            {" · "}
            {t("benchmarks.from_release")}{" "}
            <Anchor
              component={Link}
              to={`/d/${slug}/releases/${release}`}
              inherit
              underline="always"
            >
              <bdi>{release}</bdi>
            </Anchor>
          </>
        )}
      </Text>
      <Anchor
        component={Link}
        to={`/d/${slug}/benchmarks/${benchmark.name}/items`}
        display="inline-block"
        mt="xs"
        underline="always"
      >
        {t("benchmarks.see_questions")}
      </Anchor>
      {without.map(([reason, rows]) => (
        <Text key={reason} size="sm" mt="xs">
          {t("benchmarks.left_out", { count: rows, written: count(rows), reason })}
        </Text>
      ))}
      <Group mt="md" gap="xs" wrap="nowrap">
        <Text size="sm">{t("benchmarks.manifest")}</Text>
        <Code style={{ overflowWrap: "anywhere" }} dir="ltr">
          {benchmark.manifest}
        </Code>
      </Group>
    </Section>
  );
}
