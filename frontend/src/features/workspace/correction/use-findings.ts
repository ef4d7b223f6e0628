import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Assignment, Finding, Texts } from "@/api/types";

import { checkDraft } from "../api/check-draft";
import { sameTexts } from "./draft";

/** A pause in typing this long asks the checks. */
const PAUSE_MS = 400;

/**
 * What the automatic checks say of the texts in the fields. Of the machine's own they said it
 * before; without the network they say nothing, and the server judges when the text is sent.
 */
export function useFindings(assignment: Assignment, machine: Texts, texts: Texts): Finding[] {
  const [settled] = useDebouncedValue(texts, PAUSE_MS);
  const isMachines = sameTexts(settled, machine);
  const { data } = useQuery({
    queryKey: ["draft-checks", assignment.id, settled.question, settled.answer],
    queryFn: () => checkDraft(assignment.id, settled),
    enabled: !isMachines,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
  if (!isMachines) return data ?? [];
  return assignment.warnings.map((warning) => ({ ...warning, level: "warning" }));
}
