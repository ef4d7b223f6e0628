/** What the list of items is narrowed to; it stands in the address, so that a link shares it. */
import { splitNamed, type Split } from "@/lib/splits";

export const fields = [
  "search",
  "split",
  "language",
  "source",
  "stage",
  "verified",
  "engine",
  "licence",
  "least_naturalness",
  "least_understood",
  "check",
  "voice",
  "made_by",
  "made_since",
  "made_until",
] as const;

/** They say more of what fails a check or is by a voice, and nothing without either. */
const ofCheck: readonly Field[] = ["made_by", "made_since", "made_until"];

/** How far an item has come in a language, as the overview counts it. */
export const stages = [
  "translated",
  "voiced",
  "heard",
  "checks_failed",
  "set_aside",
  "rated",
  "reviewed",
  "corrected",
] as const;
export type Stage = (typeof stages)[number];

export function stageNamed(name: string): Stage | undefined {
  return stages.find((stage) => stage === name);
}

export type Field = (typeof fields)[number];
export type ItemFilter = Record<Field, string>;

/** As 2026-11-22; nothing where it is no day. */
function dayIn(written: string): string {
  return Number.isNaN(Date.parse(`${written}T00:00:00Z`)) ? "" : written;
}

const withoutCheck = Object.fromEntries(ofCheck.map((field) => [field, ""]));

export function filterIn(address: URLSearchParams): ItemFilter {
  const pairs = fields.map((field) => [field, address.get(field) ?? ""]);
  const filter = Object.fromEntries(pairs) as ItemFilter;
  if (filter.check === "" && filter.voice === "") return { ...filter, ...withoutCheck };
  const { made_since, made_until } = filter;
  return { ...filter, made_since: dayIn(made_since), made_until: dayIn(made_until) };
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
  check: string;
  voice: string;
  made_by: string;
  made_since?: string;
  made_until?: string;
  split?: Split;
  stage?: Stage;
  verified?: boolean;
  least_naturalness?: number;
  least_understood?: number;
}

/** As the API takes it; it refuses what makes no sense. */
export function queryOf(filter: ItemFilter): Query {
  const { split, stage, verified, least_naturalness, least_understood, ...others } = filter;
  const { made_since, made_until, ...words } = others;
  const known = splitNamed(split);
  const reached = stageNamed(stage);
  return {
    ...words,
    ...(made_since !== "" && { made_since }),
    ...(made_until !== "" && { made_until }),
    ...(known && { split: known }),
    ...(reached && { stage: reached }),
    ...(verified !== "" && { verified: verified === "true" }),
    ...(least_naturalness !== "" && { least_naturalness: Number(least_naturalness) }),
    ...(least_understood !== "" && { least_understood: Number(least_understood) }),
  };
}
