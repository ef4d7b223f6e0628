import { Anchor, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { Models } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { useUrlFilter } from "@/lib/use-url-filter";

import { type ModelFilter, useModels, usual } from "./api/get-models";
import { Choices } from "./Choices";
import { preferencePanels, scorePanels } from "./panels";
import { PeoplePlot } from "./PeoplePlot";
import { PreferencePlot } from "./PreferencePlot";
import { ScorePlot } from "./ScorePlot";
import { Trainings } from "./training/Trainings";

/** Who won, how every system scores, and how models were trained. */
export function ModelsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [filter, change] = useUrlFilter(usual);
  const models = useModels(slug, filter);
  return (
    <>
      <PageTitle title={t("models.title")} lead={t("models.lead")} />
      <Stack gap="lg">
        <ErrorNote error={models.error} onRetry={() => void models.refetch()} />
        {models.data !== undefined && (
          <Shown slug={slug} models={models.data} filter={filter} onChange={change} />
        )}
        {models.isPending ? <Loading /> : <Trainings slug={slug} />}
      </Stack>
    </>
  );
}

interface Props {
  slug: string;
  models: Models;
  filter: ModelFilter;
  onChange: (part: Partial<ModelFilter>) => void;
}

function Shown({ slug, models, filter, onChange }: Props) {
  const { t } = useTranslation();
  const { choices, base, preferences, results } = models;
  if (choices.systems.length === 0) {
    const [teaches, go] = choices.benchmarks.length === 0 ? NO_BENCHMARK : NO_SYSTEM;
    return (
      <EmptyState title={t("models.empty_title")} teaches={t(teaches)}>
        <Anchor component={Link} to={`/d/${slug}/benchmarks`}>
          {t(go)}
        </Anchor>
      </EmptyState>
    );
  }
  const judged = preferencePanels(preferences, filter.by);
  const scored = scorePanels(results, filter.by);
  const voted = judged.filter(({ rows }) =>
    rows.some(({ preference }) => preference.people.rates.length > 0),
  );
  const shared = { slug, base, by: filter.by };
  return (
    <>
      <Choices choices={choices} base={base} filter={filter} onChange={onChange} />
      {judged.length + scored.length === 0 && <Text>{t("models.nothing_chosen")}</Text>}
      <SimpleGrid cols={{ base: 1, xl: filter.by === "language" ? 2 : 1 }} spacing="lg">
        {judged.map((panel) => (
          <PreferencePlot key={panel.key} panel={panel} {...shared} />
        ))}
        {voted.map((panel) => (
          <PeoplePlot key={panel.key} panel={panel} {...shared} />
        ))}
        {scored.map((panel) => (
          <ScorePlot key={panel.key} panel={panel} {...shared} />
        ))}
      </SimpleGrid>
      {preferences.length === 0 && scored.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("models.no_judge")}{" "}
          <Anchor component={Link} to={`/d/${slug}/benchmarks`} inherit underline="always">
            {t("models.go_judge")}
          </Anchor>
        </Text>
      )}
    </>
  );
}

const NO_BENCHMARK = ["models.empty_benchmark", "models.go_benchmark"] as const;
const NO_SYSTEM = ["models.empty_system", "models.go_system"] as const;
