/** User names as people paste them: on lines, or with commas, semicolons, or spaces between. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ""))];
}
