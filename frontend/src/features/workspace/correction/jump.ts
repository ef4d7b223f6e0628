import type { Finding } from "@/api/types";

import { findSpot, type Spot } from "../lib/spot";

/** A text on the page and the id of what holds it. */
interface Shown {
  id: string;
  text: string;
}

/** What was lost can only be shown where it came from. */
const IN_SOURCE = ["numbers-lost"];

/** Selects what a warning speaks of; null where there is nothing to go to. */
export function jumpTo(
  { name, message }: Finding,
  source: Shown,
  translation: Shown,
): (() => void) | null {
  const shown = IN_SOURCE.includes(name) ? source : translation;
  const spot = findSpot(message, shown.text);
  return spot && (() => select(shown.id, spot));
}

function select(id: string, { start, end }: Spot): void {
  const holder = document.getElementById(id);
  holder?.focus();
  if (holder instanceof HTMLTextAreaElement) {
    holder.setSelectionRange(start, end);
    return;
  }
  const text = holder?.querySelector("bdi")?.firstChild;
  if (text) getSelection()?.setBaseAndExtent(text, start, text, end);
}
