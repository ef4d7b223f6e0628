/** A name for a checkpoint of a recipe that no training listed has: "qwen2-5-omni-lora-1". */
export function freeName(recipe: string, taken: readonly string[]): string {
  const stem = recipe.replaceAll("_", "-").slice(0, 36);
  let number = 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
