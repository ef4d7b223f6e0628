import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { mainPaths, type RecipeField } from "../recipe-fields";
import { RecipeValue } from "./RecipeValue";
import type { TrainingForm } from "./use-training-wish";
import type { WishProblems } from "./wish-problems";

interface Props {
  slug: string;
  form: TrainingForm;
  problems: WishProblems;
}

/** A recipe's numbers, each with where it comes from; those that are changed most stand first. */
export function RecipeValues({ slug, form, problems }: Props) {
  const { t } = useTranslation();
  const first = form.fields.filter(isFirst);
  const rest = form.fields.filter((field) => !isFirst(field));
  const changed = rest.filter(({ path }) => path in (form.order.changes ?? {})).length;
  const refused = rest.some(({ path }) => problems.ofValue(path) !== undefined);
  const values = (fields: RecipeField[]) => (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="md">
      {fields.map((field) => (
        <RecipeValue
          key={`${form.recipe.value.name} ${field.path}`}
          slug={slug}
          field={field}
          typed={form.typed[field.path]}
          problem={problems.ofValue(field.path)}
          onType={(text) => form.type(field.path, text)}
        />
      ))}
    </SimpleGrid>
  );
  return (
    <Stack role="group" aria-label={t("training.numbers")}>
      <div>
        <Text fw={500}>{t("training.numbers")}</Text>
        <Text size="sm" c="dimmed">
          {t("training.numbers_rule")}
        </Text>
      </div>
      {values(first)}
      <details open={refused || undefined}>
        <summary>
          {t("training.all_numbers")}
          {changed > 0 && ` (${t("training.changed", { count: changed })})`}
        </summary>
        <Stack mt="xs">{values(rest)}</Stack>
      </details>
    </Stack>
  );
}

/** Where a stage goes on from must be seen: it is seldom called what the recipe calls it. */
function isFirst({ path, value }: RecipeField): boolean {
  return mainPaths.some((main) => main === path) || (path === "model.start" && value !== "");
}
