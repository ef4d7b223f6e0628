import { NativeSelect, SimpleGrid, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Leaderboard } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { Section } from "@/components/Section";

import { useDifferences } from "../api/get-differences";
import { DifferenceChart } from "./DifferenceChart";

interface Props {
  slug: string;
  board: Leaderboard;
}

/** How far the scores of two systems differ. Nothing where fewer were asked, or none has scores. */
export function DifferenceSection({ slug, board }: Props) {
  const { t } = useTranslation();
  const asked = board.systems.filter(({ answered }) => answered > 0).map(({ system }) => system);
  const [system, setSystem] = useState(asked[1] ?? "");
  const [baseline, setBaseline] = useState(asked[0] ?? "");
  const { benchmark } = board;
  if (asked.length < 2 || benchmark.task === "answer") return null;
  const choices = [
    { label: "compare_system", value: system, other: baseline, set: setSystem },
    { label: "compare_baseline", value: baseline, other: system, set: setBaseline },
  ] as const;
  return (
    <Section title={t("benchmarks.differences")} lead={t("benchmarks.differences_lead")}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} maw="36rem" mb="md">
        {choices.map(({ label, value, other, set }) => (
          <NativeSelect
            key={label}
            label={t(`benchmarks.${label}`)}
            data={asked.filter((name) => name !== other)}
            value={value}
            onChange={(event) => set(event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
      <Found slug={slug} name={benchmark.name} system={system} baseline={baseline} />
    </Section>
  );
}

interface FoundProps {
  slug: string;
  name: string;
  system: string;
  baseline: string;
}

function Found({ slug, name, system, baseline }: FoundProps) {
  const { t } = useTranslation();
  const found = useDifferences(slug, name, system, baseline);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />;
  const { differences, is_scored: isScored } = found.data;
  return (
    <>
      {!isScored && (
        <Text size="sm" role="status">
          {t("benchmarks.differences_wait")}
        </Text>
      )}
      {differences.length > 0 && (
        <DifferenceChart
          file={`${slug}.${name}.${system}-less-${baseline}`}
          differences={differences}
          system={system}
          baseline={baseline}
        />
      )}
    </>
  );
}
