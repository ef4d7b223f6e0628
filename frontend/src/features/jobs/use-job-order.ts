import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";

import { useDataset } from "@/api/datasets";
import type { NewJob, WorkOrder } from "@/api/types";

import { parametersOf, type Choice } from "./choices";

/** Kinds about the dataset as a whole. */
const WHOLE_DATASET = ["draw-splits", "near-duplicates", "check-storage"];
const QUIET_MS = 400;

/** English is the source: there is nothing to translate it from. */
function offeredFor(kind: string, languages: string[]): string[] {
  if (WHOLE_DATASET.includes(kind)) return [];
  return kind === "translate" || kind === "retranslate"
    ? languages.filter((code) => code !== "eng")
    : languages;
}

/** What the form asks for, as it is filled in. */
export function useJobOrder(slug: string, firstKind: string) {
  const { languages } = useDataset(slug);
  const [kind, setKind] = useState(firstKind);
  const [chosen, setChosen] = useState(languages);
  const [choice, setChoice] = useState<Choice>({});
  const [priority, setPriority] = useState("0");
  const [budget, setBudget] = useState("");
  const offered = useMemo(() => offeredFor(kind, languages), [kind, languages]);
  const asked = useMemo(() => chosen.filter((code) => offered.includes(code)), [chosen, offered]);
  const order = useMemo<NewJob>(
    () => ({
      kind,
      parameters: offered.length === 0 ? {} : { languages: asked, ...parametersOf(kind, choice) },
      priority: Number(priority),
      budget: budget === "" ? null : budget,
    }),
    [kind, offered, asked, choice, priority, budget],
  );
  const [settled] = useDebouncedValue(order, QUIET_MS);
  return {
    order,
    /** The order once nothing changed for a moment. */
    settled,
    complete: offered.length === 0 || asked.length > 0,
    kind: { value: kind, set: setKind },
    languages: { offered, asked, set: setChosen },
    choice: { value: choice, set: setChoice },
    priority: { value: priority, set: setPriority },
    budget: { value: budget, set: setBudget },
  };
}

export type JobOrder = ReturnType<typeof useJobOrder>;

/** The part of an order that an estimate is about: what is to be done, not when or for how much. */
export function workOf({ kind, parameters }: NewJob): WorkOrder {
  return parameters === undefined ? { kind } : { kind, parameters };
}
