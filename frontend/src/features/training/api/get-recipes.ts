import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";

import { get } from "@/api/client";
import type { RecipeList } from "@/api/types";

export const recipesQuery = queryOptions({
  queryKey: ["recipes"],
  queryFn: () => get("/api/v1/recipes/", {}),
  staleTime: Infinity,
});

/** How models are trained, with what each number means and where it comes from. */
export function useRecipes(): RecipeList {
  return useSuspenseQuery(recipesQuery).data;
}
