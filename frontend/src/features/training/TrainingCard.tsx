import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Training } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { useRecipes } from "./api/get-recipes";
import { Sparkline } from "./Sparkline";
import { TrainingProgress } from "./TrainingProgress";

interface Props {
  slug: string;
  run: Training;
  /** Each sparkline is a request of its own: long lists draw the first alone. */
  drawn: boolean;
}

export function TrainingCard({ slug, run, drawn }: Props) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const title = useRecipes().recipes.find(({ name }) => name === run.recipe)?.title ?? run.recipe;
  const many = run.languages.length;
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <Title order={2} size="h4">
          <Anchor component={Link} to={`/d/${slug}/trainings/${run.id}`} inherit>
            <bdi>{run.name}</bdi>
          </Anchor>
        </Title>
        {drawn && run.step > 0 && <Sparkline slug={slug} run={run} />}
      </Group>
      <Text size="sm" c="dimmed">
        {date(run.created_at)}
        {" · "}
        <bdi lang="en">{title}</bdi>
        {run.release !== null && (
          <>
            {" · "}
            {t("training.of_release")} <bdi>{run.release}</bdi>
          </>
        )}
        {" · "}
        {t("training.languages", { count: many, written: count(many) })}
        {run.created_by !== null && (
          <>
            {" · "}
            <bdi>{run.created_by}</bdi>
          </>
        )}
      </Text>
      <TrainingProgress run={run} pace={null} />
    </Paper>
  );
}
