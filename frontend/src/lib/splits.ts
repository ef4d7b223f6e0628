import { useTranslation } from "react-i18next";

export const splits = ["train", "dev", "test", "bench"] as const;

export type Split = (typeof splits)[number];

/** A split by its name; undefined for anything else. */
export function splitNamed(name: string | null): Split | undefined {
  return splits.find((known) => known === name);
}

/** Writes an item's split for people; bench lies within test. */
export function useSplitName(): (split: string | undefined, inBench?: boolean) => string {
  const { t } = useTranslation();
  return (split, inBench = false) => {
    if (inBench) return t("split.bench");
    if (split === "excluded") return t("split.excluded");
    const known = splitNamed(split ?? null);
    return known === undefined ? t("split.unassigned") : t(`split.${known}`);
  };
}
