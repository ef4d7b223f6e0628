import { NativeSelect, Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Recipe } from "@/api/types";
import { useServerWords } from "@/lib/server-words";

import { useRecipes } from "../api/get-recipes";
import type { TrainingForm } from "./use-training-wish";

interface Props {
  form: TrainingForm;
  problem: string | undefined;
}

/** What kind of model is trained, and how; each with what it is. */
export function RecipeChoice({ form: { recipe }, problem }: Props) {
  const { t } = useTranslation();
  const words = useServerWords();
  const { families, recipes } = useRecipes();
  const { family } = recipe.value;
  const within = recipes.filter((one) => one.family === family);
  const chosen = families.find(({ name }) => name === family);
  const choose = (name: string) => {
    const first = recipes.find((one) => one.family === name);
    if (first !== undefined) recipe.set(first.name);
  };
  return (
    <Stack>
      <NativeSelect
        label={t("training.family")}
        value={family}
        data={families.map(({ name, title }) => ({
          value: name,
          label: words.family(name, title),
        }))}
        description={chosen && words.familyMeans(chosen.name, chosen.describes)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        maw="28rem"
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Radio.Group
        label={t("training.recipe")}
        description={t("training.recipe_rule")}
        value={recipe.value.name}
        error={problem}
        onChange={recipe.set}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md" mt="xs">
          {within.map((one) => (
            <RecipeRadio key={one.name} recipe={one} />
          ))}
        </SimpleGrid>
      </Radio.Group>
    </Stack>
  );
}

function RecipeRadio({ recipe }: { recipe: Recipe }) {
  const { t } = useTranslation();
  const { name, title, describes, reads_release: release } = recipe;
  return (
    <Radio
      value={name}
      label={<bdi lang="en">{title}</bdi>}
      description={
        <>
          <bdi lang="en">{describes}</bdi>
          <Text span inherit display="block">
            {t(release ? "training.reads_release" : "training.reads_folders")}
          </Text>
        </>
      }
    />
  );
}
