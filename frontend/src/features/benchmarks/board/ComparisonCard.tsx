import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Comparison, Job } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { useNumbers } from "@/lib/numbers";

import { jobOn } from "../api/get-jobs";
import { HabitTable } from "./HabitTable";
import { OutcomeBars } from "./OutcomeBars";
import { OutcomeTable } from "./OutcomeTable";
import { PeoplePart } from "./PeoplePart";

interface Props {
  slug: string;
  benchmark: string;
  comparison: Comparison;
  jobs: Job[];
  manages: boolean;
}

export function ComparisonCard({ slug, benchmark, comparison, jobs, manages }: Props) {
  const { t } = useTranslation();
  const { id, system, baseline, judge, protocol, scores } = comparison;
  const viewer = `/d/${slug}/benchmarks/${benchmark}/comparisons/${id}`;
  const running = jobOn(jobs, "judge", { system, baseline, judge, protocol });
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" gap="xs">
        <Title order={4} size="h5">
          <bdi>{system}</bdi> {t("benchmarks.against")} <bdi>{baseline}</bdi>
        </Title>
        <Anchor component={Link} to={viewer}>
          {t("benchmarks.read")}
        </Anchor>
      </Group>
      <Made comparison={comparison} />
      {running !== undefined && (
        <Anchor component={Link} to={`/d/${slug}/jobs/${running.id}`} underline="always">
          {t("benchmarks.judging")}
        </Anchor>
      )}
      {!comparison.is_scored && running === undefined && (
        <Text size="sm" role="status">
          {t("benchmarks.scores_wait")}
        </Text>
      )}
      {scores.length > 0 && (
        <>
          <OutcomeBars
            file={`${slug}.${benchmark}.${system}-against-${baseline}.${protocol}`}
            comparison={comparison}
            viewer={viewer}
          />
          <Disclosure label={t("benchmarks.as_table")}>
            <OutcomeTable scores={scores} />
          </Disclosure>
          <Disclosure label={t("benchmarks.trust")}>
            <HabitTable comparison={comparison} />
          </Disclosure>
          <Disclosure label={t("benchmarks.people_say")}>
            <PeoplePart slug={slug} comparison={comparison} manages={manages} />
          </Disclosure>
        </>
      )}
    </Paper>
  );
}

/** Who judged, by which words, and what it took. */
function Made({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { count, money } = useNumbers();
  const { judge, prompt_version: version, calls, cost } = comparison;
  return (
    <Text size="sm" c="dimmed">
      {t("benchmarks.judged_by")} <bdi dir="ltr">{judge}</bdi>
      {" · "}
      {t("benchmarks.prompt_version")} <bdi dir="ltr">{version}</bdi>
      {" · "}
      {t("benchmarks.calls", { count: calls, written: count(calls) })}
      {" · "}
      {t("benchmarks.cost", { cost: money(cost) })}
    </Text>
  );
}
