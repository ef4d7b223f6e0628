import { Alert, Anchor, Paper, Stack, Title } from "@mantine/core";
import { usePrefetchQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { datasetQuery } from "@/api/datasets";
import { useUser } from "@/api/session";
import { Boundary } from "@/components/Boundary";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { choicesQuery, useTrainingChoices } from "./api/get-choices";
import { recipesQuery, useRecipes } from "./api/get-recipes";
import { useTrainings } from "./api/get-trainings";
import { StartTrainingForm } from "./start/StartTrainingForm";
import { TrainingCard } from "./TrainingCard";

const DRAWN = 8;

/** Models that were finetuned with this dataset's releases, and the form that starts another. */
export function TrainingsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const manages = useUser()?.role !== "researcher";
  usePrefetchQuery(recipesQuery);
  usePrefetchQuery(datasetQuery(slug));
  const trainings = useTrainings(slug);
  const runs = trainings.data;
  return (
    <>
      <PageTitle title={t("training.title")} lead={t("training.lead")} />
      <Stack>
        {runs.length === 0 && (
          <EmptyState title={t("training.empty_title")} teaches={t("training.empty_teaches")}>
            {manages && <Anchor href="#start">{t("training.empty_go")}</Anchor>}
          </EmptyState>
        )}
        {runs.map((run, at) => (
          <TrainingCard key={run.id} slug={slug} run={run} drawn={at < DRAWN} />
        ))}
        <ShowMore list={trainings} shown={runs.length} />
        {manages && (
          <Boundary>
            <StartSection key={slug} slug={slug} taken={runs.map(({ name }) => name)} />
          </Boundary>
        )}
      </Stack>
    </>
  );
}

/** The form, or why nothing can be trained here. */
function StartSection({ slug, taken }: { slug: string; taken: string[] }) {
  const { t } = useTranslation();
  usePrefetchQuery(choicesQuery(slug));
  const { problem } = useTrainingChoices(slug);
  const first = useRecipes().recipes[0];
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="start-training">
      <Title order={2} size="h3" id="start-training" mb="md">
        {t("training.start")}
      </Title>
      {problem !== "" && (
        <Alert id="start" color="yellow" variant="light" title={t("training.cannot_here")}>
          <bdi>{problem}</bdi>
        </Alert>
      )}
      {problem === "" && first !== undefined && (
        <StartTrainingForm slug={slug} first={first} taken={taken} />
      )}
    </Paper>
  );
}
