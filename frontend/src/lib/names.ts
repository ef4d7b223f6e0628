/** Small letters, digits, dots, dashes and underscores: what things that never change are called. */
export function isPlainName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,39}$/.test(name);
}

/** A plain name made of another that is not taken yet: "qwen2-5-omni-lora-1". */
export function freeName(of: string, taken: readonly string[]): string {
  const plain = of.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-");
  const stem = plain.replace(/^[^a-z0-9]+/, "").slice(0, 36) || "new";
  let number = 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** The version after the newest: "v1.2" after "v1.1", "final-2" after "final". */
export function nextVersion(newestFirst: readonly string[]): string {
  const [newest] = newestFirst;
  if (newest === undefined) return "v1";
  const found = /^(.*?)(\d{1,6})$/.exec(newest);
  const stem = (found?.[1] ?? `${newest}-`).slice(0, 34);
  let number = Number(found?.[2] ?? 1) + 1;
  while (newestFirst.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
