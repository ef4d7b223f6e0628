/** A stretch of a text: a word with its number, counted from 0, or what stands between words. */
export interface Piece {
  text: string;
  word: number | null;
}

/** Cuts a text of any script into words and what stands between them; joined they are the text. */
export function cutWords(text: string, lang: string): Piece[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
  let count = 0;
  return Array.from(segmenter.segment(text), ({ segment, isWordLike }) => {
    const word = isWordLike === true ? count : null;
    if (word !== null) count += 1;
    return { text: segment, word };
  });
}
