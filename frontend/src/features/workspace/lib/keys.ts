import type { ShownChoice } from "@/api/types";

/** What a key press means in the rater's room. Letters go by place on the keyboard, so that
 *  q w e r t lie side by side under every layout. */
export type KeyAction =
  | { does: "play" | "send" | "undo" | "help" }
  | { does: "rate"; scale: "naturalness" | "understood"; score: number }
  | { does: "choose"; choice: ShownChoice };

const LETTERS = ["KeyQ", "KeyW", "KeyE", "KeyR", "KeyT"];
/** Beside 1 and 2, which are the first steps of a scale elsewhere. */
const CHOICES: Record<string, ShownChoice> = {
  KeyA: "a",
  KeyB: "b",
  Digit0: "tie",
  Numpad0: "tie",
};

export interface Press {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export function actionFor(press: Press): KeyAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === "?" || press.key === "؟") return { does: "help" };
  if (press.key === "Enter") return { does: "send" };
  if (press.code === "Space") return { does: "play" };
  if (press.code === "KeyU") return { does: "undo" };
  const choice = press.key === "=" ? "tie" : CHOICES[press.code];
  if (choice !== undefined) return { does: "choose", choice };
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(press.code)?.[1];
  if (digit !== undefined) return { does: "rate", scale: "naturalness", score: Number(digit) };
  const letter = LETTERS.indexOf(press.code);
  return letter === -1 ? null : { does: "rate", scale: "understood", score: letter + 1 };
}

/** Whether the focused thing itself answers to the key: a field to typing, a button to Space. */
export function belongsToTarget(action: KeyAction, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog[open]") !== null) return true;
  if (target.matches("textarea, select, input:not([type=radio])")) return true;
  if (action.does === "play") return target.matches("button, a, summary, input:not(:checked)");
  // After a click the big play button has the focus; Enter still sends.
  return action.does === "send" && target.matches("button:not([data-play]), a, summary");
}
