import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Comparison, Job, Leaderboard } from "@/api/types";
import { Boundary } from "@/components/Boundary";
import { Disclosure } from "@/components/Disclosure";
import { Section } from "@/components/Section";

import { CompareForm } from "../start/CompareForm";
import { ComparisonCard } from "./ComparisonCard";

/** Shown apart: a judge that saw one order says something else than one that saw both. */
const protocols = ["both", "single"] as const;

interface Props {
  slug: string;
  board: Leaderboard;
  jobs: Job[];
  manages: boolean;
}

/** Who was preferred to whom, by language. */
export function ComparisonSection({ slug, board, jobs, manages }: Props) {
  const { t } = useTranslation();
  const { benchmark, comparisons, systems } = board;
  const asked = systems.filter(({ answered }) => answered > 0).map(({ system }) => system);
  return (
    <Section title={t("benchmarks.comparisons")} lead={t("benchmarks.comparisons_lead")}>
      {comparisons.length === 0 && <Text>{t("benchmarks.no_comparison")}</Text>}
      {protocols.map((protocol) => (
        <OfProtocol
          key={protocol}
          slug={slug}
          benchmark={benchmark.name}
          protocol={protocol}
          comparisons={comparisons.filter((one) => one.protocol === protocol)}
          jobs={jobs}
          manages={manages}
        />
      ))}
      {manages && asked.length < 2 && <Text mt="sm">{t("benchmarks.ask_two")}</Text>}
      {manages && asked.length >= 2 && (
        <Disclosure label={t("benchmarks.compare")}>
          <Boundary>
            <CompareForm slug={slug} benchmark={benchmark.name} systems={asked} />
          </Boundary>
        </Disclosure>
      )}
    </Section>
  );
}

interface OfProtocolProps {
  slug: string;
  benchmark: string;
  protocol: Comparison["protocol"];
  comparisons: Comparison[];
  jobs: Job[];
  manages: boolean;
}

function OfProtocol({ protocol, comparisons, ...shared }: OfProtocolProps) {
  const { t } = useTranslation();
  if (comparisons.length === 0) return null;
  return (
    <Stack mt="md">
      <div>
        <Title order={3} size="h4">
          {t(`benchmarks.protocol_${protocol}`)}
        </Title>
        <Text size="sm" c="dimmed" maw="44rem">
          {t(`benchmarks.protocol_${protocol}_means`)}
        </Text>
      </div>
      {comparisons.map((comparison) => (
        <ComparisonCard key={comparison.id} comparison={comparison} {...shared} />
      ))}
    </Stack>
  );
}
