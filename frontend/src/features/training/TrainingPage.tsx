import { Anchor, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";
import { PageTitle } from "@/components/PageTitle";

import { useCurves } from "./api/get-curves";
import { useRecipes } from "./api/get-recipes";
import { useTraining } from "./api/get-training";
import { Curves } from "./curves/Curves";
import { Checkpoints } from "./run/Checkpoints";
import { Lineage } from "./run/Lineage";
import { Skipped } from "./run/Skipped";
import { TestNote } from "./run/TestNote";
import { TrainingActions } from "./run/TrainingActions";
import { paceOf } from "./states";
import { TrainingProgress } from "./TrainingProgress";

/** One training: how far it is, what can be done with it, its curves, and what came of it. */
export function TrainingPage() {
  const { t } = useTranslation();
  const { slug = "", id = "" } = useParams();
  const run = useTraining(slug, Number(id));
  const curves = useCurves(slug, run);
  const title = useRecipes().recipes.find(({ name }) => name === run.recipe)?.title ?? run.recipe;
  const manages = useUser()?.role !== "researcher";
  const points = curves.data?.points ?? [];
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/trainings`}>
        {t("training.back")}
      </Anchor>
      <PageTitle title={run.name} lead={title} />
      <Stack gap="lg">
        <Paper withBorder p="lg">
          <Stack>
            <div>
              <TrainingProgress run={run} pace={paceOf(points, run)} />
            </div>
            {run.state === "exporting" && <Text>{t("training.exporting_means")}</Text>}
            {run.is_ending && <Text>{t("training.ending_means")}</Text>}
            {run.ended_because === "patience" && <Text>{t("training.ended_patience")}</Text>}
            {manages && <TrainingActions slug={slug} run={run} />}
          </Stack>
        </Paper>
        <TestNote slug={slug} run={run} />
        <ErrorNote error={curves.error} onRetry={() => void curves.refetch()} />
        {curves.data !== undefined && <Curves run={run} curves={curves.data} />}
        <Checkpoints
          slug={slug}
          checkpoints={run.checkpoints}
          unvalidated={run.facts.held_out === 0}
        />
        <Skipped slug={slug} run={run} />
        <Lineage slug={slug} run={run} />
        <History key={run.id} slug={slug} of="training" id={run.id} />
      </Stack>
    </>
  );
}
