import { useEffect, useEffectEvent } from "react";

interface Hand {
  play: () => void;
  /** To the next card, or with -1 to the one before. */
  step: (by: 1 | -1) => void;
}

/** Which way an arrow goes among cards that stand below each other, in either direction of text. */
export function stepOf(key: string, direction: string): 1 | -1 | null {
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowDown" || key === forward) return 1;
  return key.startsWith("Arrow") ? -1 : null;
}

/** Fields keep their keys; a button or link keeps Space. */
function isClaimed(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, select, textarea, dialog[open]") !== null) return true;
  return event.code === "Space" && target.matches("button, a, summary");
}

/** Space plays the shown card, arrows go between cards. */
export function useCardKeys({ play, step }: Hand): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isClaimed(event)) return;
    const by = stepOf(event.key, document.documentElement.dir);
    if (event.code !== "Space" && by === null) return;
    event.preventDefault();
    if (by === null) play();
    else step(by);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
