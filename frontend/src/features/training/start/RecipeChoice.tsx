import { Radio, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRecipes } from "../api/get-recipes";
import type { TrainingForm } from "./use-training-wish";

interface Props {
  form: TrainingForm;
  problem: string | undefined;
}

/** How a model is trained, each way with what it is. */
export function RecipeChoice({ form: { recipe }, problem }: Props) {
  const { t } = useTranslation();
  const { recipes } = useRecipes();
  return (
    <Radio.Group
      label={t("training.recipe")}
      description={t("training.recipe_rule")}
      value={recipe.value.name}
      error={problem}
      onChange={recipe.set}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md" mt="xs">
        {recipes.map(({ name, title, describes, reads_release }) => (
          <Radio
            key={name}
            value={name}
            label={<bdi lang="en">{title}</bdi>}
            description={
              <>
                <bdi lang="en">{describes}</bdi>{" "}
                <Text span inherit>
                  {t(reads_release ? "training.reads_release" : "training.reads_folders")}
                </Text>
              </>
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
