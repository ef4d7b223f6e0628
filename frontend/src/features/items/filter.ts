/** What the list of items is narrowed to; it stands in the address, so that a link shares it. */
import { splitNamed, type Split } from "@/lib/splits";

export const fields = [
  "search",
  "split",
  "language",
  "source",
  "verified",
  "engine",
  "licence",
  "least_naturalness",
  "least_understood",
] as const;

export type Field = (typeof fields)[number];
export type ItemFilter = Record<Field, string>;

export function filterIn(address: URLSearchParams): ItemFilter {
  const pairs = fields.map((field) => [field, address.get(field) ?? ""]);
  return Object.fromEntries(pairs) as ItemFilter;
}

/** The fields that narrow anything. */
export function narrowing(filter: ItemFilter): Field[] {
  return fields.filter((field) => filter[field] !== "");
}

export function addressOf(filter: ItemFilter): URLSearchParams {
  return new URLSearchParams(narrowing(filter).map((field) => [field, filter[field]]));
}

interface Query {
  search: string;
  language: string;
  source: string;
  engine: string;
  licence: string;
  split?: Split;
  verified?: boolean;
  least_naturalness?: number;
  least_understood?: number;
}

/** As the API takes it; it refuses what makes no sense. */
export function queryOf(filter: ItemFilter): Query {
  const { split, verified, least_naturalness, least_understood, ...words } = filter;
  const known = splitNamed(split);
  return {
    ...words,
    ...(known && { split: known }),
    ...(verified !== "" && { verified: verified === "true" }),
    ...(least_naturalness !== "" && { least_naturalness: Number(least_naturalness) }),
    ...(least_understood !== "" && { least_understood: Number(least_understood) }),
  };
}
