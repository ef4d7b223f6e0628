import type { Assignment, Texts } from "@/api/types";
import { useDraft } from "@/lib/use-draft";

import type { Judgement } from "../api/correct";
import { blockedAt, doubts, readDraft, sameTexts, shownTexts, type Draft } from "./draft";
import { useFindings } from "./use-findings";

type Verdict = Judgement["verdict"];

/**
 * What a native makes of a text: the machine's, another native's read over, or the last word
 * between two.
 */
export function useCorrection(assignment: Assignment, machine: Texts) {
  const proposals = assignment.review?.proposals ?? [];
  const decides = proposals.length > 1;
  const shown = shownTexts(assignment, machine);
  const { question, answer } = decides ? machine : (shown.at(-1) ?? machine);
  const original: Texts = { question, answer };
  const [draft, setDraft, retire] = useDraft<Draft>(
    `correction:${assignment.id}`,
    { ...original, reason: "" },
    readDraft,
  );
  const findings = useFindings(assignment, machine, draft);
  const changed = !sameTexts(draft, original);
  const judgement = (verdict: Verdict): Judgement => {
    const { question, answer } = verdict === "corrected" ? draft : original;
    return { verdict, question, answer, override_reason: draft.reason };
  };
  return {
    proposals,
    decides,
    original,
    draft,
    findings,
    changed,
    needsReason: doubts(findings, draft, shown).length > 0,
    write: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    retire,
    judgement,
    /** What the fields say as they are; null, and the keyboard there, where something is wrong. */
    finish: (): Judgement | null => {
      if (!changed && !decides) return judgement("confirmed");
      const place = blockedAt(findings, draft, shown);
      if (place !== null) document.getElementById(place)?.focus();
      const verdict = decides && sameTexts(draft, machine) ? "confirmed" : "corrected";
      return place === null ? judgement(verdict) : null;
    },
  };
}
