/** Word-by-word difference of two texts, for every script. */

export interface Change {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Beyond this many word pairs the middle is shown as replaced whole, so that typing stays quick. */
const MOST_PAIRS = 4_000_000;

/**
 * Words, and what stands between them, in order; joined they are the text again.
 *
 * The segmenter knows words of scripts without spaces and never cuts a grapheme, so a vowel sign
 * stays with its letter.
 */
export function words(text: string, lang: string): string[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function lengths(before: string[], after: string[]): Uint32Array {
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      table[row * width + column] =
        before[row] === after[column]
          ? at(table, (row + 1) * width + column + 1) + 1
          : Math.max(at(table, (row + 1) * width + column), at(table, row * width + column + 1));
  return table;
}

function at(table: Uint32Array, index: number): number {
  return table[index] ?? 0;
}

function* middle(before: string[], after: string[]): Generator<Change> {
  let row = 0;
  let column = 0;
  if (before.length * after.length <= MOST_PAIRS) {
    const table = lengths(before, after);
    const width = after.length + 1;
    while (row < before.length && column < after.length) {
      const removed = before[row] ?? "";
      const added = after[column] ?? "";
      if (removed === added) {
        yield { kind: "same", text: removed };
        row += 1;
        column += 1;
      } else if (at(table, (row + 1) * width + column) >= at(table, row * width + column + 1)) {
        yield { kind: "removed", text: removed };
        row += 1;
      } else {
        yield { kind: "added", text: added };
        column += 1;
      }
    }
  }
  for (const text of before.slice(row)) yield { kind: "removed", text };
  for (const text of after.slice(column)) yield { kind: "added", text };
}

function common(
  before: string[],
  after: string[],
  index: (length: number, step: number) => number,
) {
  let count = 0;
  const most = Math.min(before.length, after.length);
  while (count < most && before[index(before.length, count)] === after[index(after.length, count)])
    count += 1;
  return count;
}

function* changes(before: string[], after: string[]): Generator<Change> {
  const start = common(before, after, (_, step) => step);
  const headless = [before.slice(start), after.slice(start)] as const;
  const end = common(...headless, (length, step) => length - 1 - step);
  const tail = headless[0].length - end;
  for (const text of before.slice(0, start)) yield { kind: "same", text };
  yield* middle(headless[0].slice(0, tail), headless[1].slice(0, headless[1].length - end));
  for (const text of headless[0].slice(tail)) yield { kind: "same", text };
}

/** What was removed and added on the way from one text to the other, neighbours joined. */
export function diffWords(before: string, after: string, lang: string): Change[] {
  const joined: Change[] = [];
  for (const change of changes(words(before, lang), words(after, lang))) {
    const last = joined.at(-1);
    if (last?.kind === change.kind) last.text += change.text;
    else joined.push({ ...change });
  }
  return joined;
}
