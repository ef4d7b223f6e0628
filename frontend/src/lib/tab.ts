const KEY = "studio:tab";

let drawn: string | null = null;

function draw(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A number for this tab; it outlives a reload where the browser lets it. */
export function thisTab(): string {
  if (drawn !== null) return drawn;
  drawn = draw();
  try {
    drawn = sessionStorage.getItem(KEY) ?? drawn;
    sessionStorage.setItem(KEY, drawn);
  } catch {
    // A private window: the number lasts until the reload.
  }
  return drawn;
}
