import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { Recipe } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { useTrainingEstimate } from "../api/estimate-training";
import { useStartTraining } from "../api/start-training";
import { BudgetField } from "./BudgetField";
import { DataFields } from "./DataFields";
import { EstimateNote } from "./EstimateNote";
import { RecipeChoice } from "./RecipeChoice";
import { RecipeValues } from "./RecipeValues";
import { TestFields } from "./TestFields";
import { useTrainingWish } from "./use-training-wish";
import { wishProblems } from "./wish-problems";

const shown = ["name", "recipe", "release", "languages", "folders", "benchmark", "judge", "budget"];

interface Props {
  slug: string;
  /** What the form begins with. */
  first: Recipe;
  /** Names of trainings that are listed. */
  taken: readonly string[];
}

/** Recipe, data, numbers and a test afterwards; says what it will take before it can be started. */
export function StartTrainingForm({ slug, first, taken }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useTrainingWish(slug, first, taken);
  const { order, settled, complete, fields } = form;
  const begun = useStartTraining(slug, ({ id }) => void navigate(`/d/${slug}/trainings/${id}`));
  const {
    data: estimate,
    error: refused,
    isPlaceholderData,
  } = useTrainingEstimate(slug, settled, complete);
  // What came of one wish says nothing about another.
  const error = begun.wish === order ? begun.error : null;
  const refusal = error ?? (complete ? refused : null);
  const problems = wishProblems(refusal);
  const told = settled === order && estimate !== undefined && !isPlaceholderData;
  const ready = complete && told && refused === null && !(begun.wish === order && begun.isSuccess);
  const paths = fields.map(({ path }) => path);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (ready) begun.start(order);
  };
  return (
    <form id="start" onSubmit={submit}>
      <Stack>
        <RecipeChoice form={form} problem={problems.of("recipe")} />
        <DataFields slug={slug} form={form} problems={problems} />
        <RecipeValues slug={slug} form={form} problems={problems} />
        <TextInput
          label={t("training.name")}
          description={t("training.name_rule")}
          value={form.name}
          maxLength={40}
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          maw="28rem"
          required
          error={problems.of("name")}
          onChange={(event) => form.set({ name: event.currentTarget.value })}
        />
        <TestFields slug={slug} form={form} problems={problems} />
        <BudgetField form={form} problem={problems.of("budget")} />
        <EstimateNote
          estimate={refused === null ? estimate : undefined}
          waiting={!told && refused === null}
          complete={complete}
          refused={refused !== null}
          reads={form.recipe.value.reads_release && form.release?.exported === false}
        />
        <ErrorNote error={problems.hasOthers(shown, paths) ? refusal : null} />
        <Group>
          <Button type="submit" loading={begun.isPending} disabled={!ready}>
            {t("training.start_button")}
          </Button>
          {refused !== null && complete && <Text size="sm">{t("training.mend_first")}</Text>}
        </Group>
      </Stack>
    </form>
  );
}
