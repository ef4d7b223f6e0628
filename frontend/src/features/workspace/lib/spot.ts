/** A stretch of a text, in UTF-16 units as the browser's selections count. */
export interface Spot {
  start: number;
  end: number;
}

/** What a check names stands after its colon: "Lost: 1997, 3.5". */
function named(message: string): string[] {
  const list = /:\s*([^:]*)$/.exec(message)?.[1] ?? "";
  return list
    .split(", ")
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
}

/** Checks write a number with bare digits; a text may group them: 15000 is also 15,000. */
function numberPattern(piece: string): RegExp {
  const digits = Array.from(piece, (sign) => (sign === "." ? "[.,٫]" : sign)).join("[.,'’\\s]?");
  return new RegExp(`(?<!\\d)${digits}(?!\\d)`, "u");
}

function findPiece(piece: string, text: string): Spot | null {
  if (/^\d+(?:\.\d+)?$/.test(piece)) {
    const found = numberPattern(piece).exec(text);
    return found && { start: found.index, end: found.index + found[0].length };
  }
  const start = text.indexOf(piece);
  return start < 0 ? null : { start, end: start + piece.length };
}

/** The first place in a text that a warning speaks of; null where it names none that is there. */
export function findSpot(message: string, text: string): Spot | null {
  for (const piece of named(message)) {
    const spot = findPiece(piece, text);
    if (spot !== null) return spot;
  }
  return null;
}
