import type { CampaignKind } from "@/api/types";
import { amountIn, type Bounds } from "@/lib/amounts";

export const slices = ["asr_disagreement", "failed_checks"] as const;

/** What stands in the form's fields. */
export interface CampaignValues {
  name: string;
  split: string;
  /** Empty: all of the split. */
  items_per_language: string;
  votes_per_item: string;
  asr_disagreement: string;
  failed_checks: string;
  seed: string;
}

type Amount = Exclude<keyof CampaignValues, "name" | "split">;

export const bounds: Record<Amount, Bounds> = {
  items_per_language: { least: 1 },
  votes_per_item: { least: 1 },
  asr_disagreement: { least: 0 },
  failed_checks: { least: 0 },
  seed: { least: 0 },
};

export interface CampaignAmounts {
  /** Null: all of the split. */
  items: number | null;
  votes: number;
  targets: Partial<Record<(typeof slices)[number], number>>;
  seed: number;
}

/** The numbers of a campaign; null where one of them is none. */
export function amountsOf(values: CampaignValues, kind: CampaignKind): CampaignAmounts | null {
  const read = (name: Amount) => amountIn(values[name], bounds[name]);
  const everything = values.items_per_language.trim() === "";
  const items = everything ? null : read("items_per_language");
  // A translation is corrected by one person at a time.
  const votes = kind === "correction" ? 1 : read("votes_per_item");
  const seed = read("seed");
  const counts = slices.map((slice) => [slice, read(slice)] as const);
  if ((items === null && !everything) || votes === null || seed === null) return null;
  if (counts.some(([, count]) => count === null)) return null;
  // A slice of none is left out.
  const targets = Object.fromEntries(counts.filter(([, count]) => count !== 0));
  return { items, votes, targets, seed };
}
