"""How models are trained: one recipe a file, every number with where it comes from."""

from training.recipes.fields import Recipe
from training.recipes.finding import get_recipe, recipe_from, recipes, with_changes

__all__ = ["Recipe", "get_recipe", "recipe_from", "recipes", "with_changes"]
