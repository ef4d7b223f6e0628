import { useMemo, useState } from "react";

import { useDataset } from "@/api/datasets";
import { SOURCE } from "@/api/languages";
import type { JobChoices, NewJob } from "@/api/types";

import { useChoices } from "./api/get-choices";
import { engineKind, parametersOf, type Choice } from "./choices";

/** Kinds about the dataset as a whole. */
const WHOLE_DATASET = ["draw-splits", "near-duplicates", "check-storage"];

/** English is the source: there is nothing to translate it from. */
function offeredFor(kind: string, languages: string[]): string[] {
  if (WHOLE_DATASET.includes(kind)) return [];
  return kind === "translate" || kind === "retranslate"
    ? languages.filter((code) => code !== SOURCE)
    : languages;
}

/** Those of the languages that the chosen engine is known not to have. */
function lackedBy(engine: string, kind: string, engines: JobChoices["engines"], codes: string[]) {
  const by = engineKind(kind);
  const chosen = by === null ? undefined : engines[by].find(({ name }) => name === engine);
  if (chosen === undefined || chosen.languages.length === 0) return [];
  return codes.filter((code) => !chosen.languages.includes(code));
}

/** What the form asks for, as it is filled in. */
export function useJobOrder(slug: string, firstKind: string) {
  const { languages } = useDataset(slug);
  const { engines } = useChoices(slug);
  const [kind, setKind] = useState(firstKind);
  const [chosen, setChosen] = useState(languages);
  // Of each kind apart: what was chosen for one means nothing to another.
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [priority, setPriority] = useState("0");
  const [budget, setBudget] = useState("");
  const choice = useMemo(() => choices[kind] ?? {}, [choices, kind]);
  const offered = useMemo(() => offeredFor(kind, languages), [kind, languages]);
  const lacked = useMemo(
    () => lackedBy(choice.engine ?? "", kind, engines, offered),
    [choice.engine, kind, engines, offered],
  );
  const asked = useMemo(
    () => chosen.filter((code) => offered.includes(code) && !lacked.includes(code)),
    [chosen, offered, lacked],
  );
  /** What can't be picked just now keeps standing as it was. */
  const setLanguages = (picked: string[]) =>
    setChosen((before) => [
      ...picked,
      ...before.filter((code) => lacked.includes(code) || !offered.includes(code)),
    ]);
  const order = useMemo<NewJob>(
    () => ({
      kind,
      parameters: offered.length === 0 ? {} : { languages: asked, ...parametersOf(kind, choice) },
      priority: Number(priority),
      budget: budget === "" ? null : budget,
    }),
    [kind, offered, asked, choice, priority, budget],
  );
  return {
    order,
    complete: offered.length === 0 || asked.length > 0,
    kind: { value: kind, set: setKind },
    languages: { offered, lacked, asked, set: setLanguages },
    choice: {
      value: choice,
      set: (change: Choice) =>
        setChoices((before) => ({ ...before, [kind]: { ...before[kind], ...change } })),
    },
    priority: { value: priority, set: setPriority },
    budget: { value: budget, set: setBudget },
  };
}

export type JobOrder = ReturnType<typeof useJobOrder>;
