import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";

import { useDataset } from "@/api/datasets";
import { useLanguagesAmong } from "@/api/languages";
import type { NewTraining, Recipe } from "@/api/types";
import { freeName } from "@/lib/names";
import { useStable } from "@/lib/use-stable";

import { useTrainingChoices } from "../api/get-choices";
import { useRecipes } from "../api/get-recipes";
import { changesIn, fieldsOf, folderSources } from "../recipe-fields";

const QUIET_MS = 400;

/** What stands in the form's plain fields; empty is "none" or "as usual" in each. */
const plain = { name: "", release: "", benchmark: "", judge: "", budget: "" };

type Plain = typeof plain;
type Typed = Readonly<Record<string, string>>;

const none: Typed = {};

/** Languages that the recipe is made for, among those at hand; all of them where it names none. */
function usualLanguages(recipe: Recipe, offered: string[]): string[] {
  const own = recipe.fields_by_name["data.languages"];
  return Array.isArray(own) && own.length > 0
    ? offered.filter((code) => own.includes(code))
    : offered;
}

/** What the form asks for, as it is filled in. What was typed for one recipe stays with it. */
export function useTrainingWish(slug: string, first: Recipe, taken: readonly string[]) {
  const { recipes, schema } = useRecipes();
  const { releases } = useTrainingChoices(slug);
  const [chosen, setChosen] = useState(first.name);
  const [values, setValues] = useState<Plain>(plain);
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [folders, setFolders] = useState<Record<string, Typed>>({});
  const [picked, setPicked] = useState<Record<string, string[]>>({});
  const recipe = recipes.find(({ name }) => name === chosen) ?? first;
  const fields = useMemo(() => fieldsOf(recipe, schema), [recipe, schema]);
  const release = releases.find(({ name }) => name === values.release) ?? releases[0];
  const here = useDataset(slug).languages;
  const voiced = release?.languages.map(({ language }) => language) ?? [];
  const known = useLanguagesAmong(recipe.reads_release ? voiced : here);
  const offered = useMemo(() => known.map(({ code }) => code), [known]);
  const source = `${recipe.name} ${recipe.reads_release ? (release?.name ?? "") : ""}`;
  const languages = picked[source] ?? usualLanguages(recipe, offered);
  const name = values.name === "" ? freeName(recipe.name, taken) : values.name;
  const changes = changesIn(fields, typed[recipe.name] ?? none);
  const wish: NewTraining = {
    name,
    recipe: recipe.name,
    release: recipe.reads_release ? (release?.name ?? "") : "",
    languages,
    changes,
    folders: Object.fromEntries(
      Object.entries(folders[recipe.name] ?? none).filter(([, folder]) => folder.trim() !== ""),
    ),
    benchmark: values.benchmark,
    judge: values.benchmark === "" ? "" : values.judge,
    priority: 0,
    budget: values.budget === "" ? null : values.budget,
  };
  const order = useStable(wish);
  const [settled] = useDebouncedValue(order, QUIET_MS);
  return {
    order,
    /** The order once nothing changed for a moment. */
    settled,
    complete: languages.length > 0 && (!recipe.reads_release || release !== undefined),
    recipe: { value: recipe, set: setChosen },
    fields,
    release,
    name,
    values,
    set: (change: Partial<Plain>) => setValues((before) => ({ ...before, ...change })),
    typed: typed[recipe.name] ?? none,
    type: (path: string, text: string) =>
      setTyped((before) => ({
        ...before,
        [recipe.name]: { ...before[recipe.name], [path]: text },
      })),
    sources: folderSources(recipe),
    folders: folders[recipe.name] ?? none,
    setFolder: (of: string, folder: string) =>
      setFolders((before) => ({
        ...before,
        [recipe.name]: { ...before[recipe.name], [of]: folder },
      })),
    languages: {
      offered,
      value: languages,
      set: (codes: string[]) => setPicked((before) => ({ ...before, [source]: codes })),
    },
  };
}

export type TrainingForm = ReturnType<typeof useTrainingWish>;
