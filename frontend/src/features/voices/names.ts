/** The server's rule for the name of a voice. */
export function isVoiceName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(name);
}

/** What a clip's file is called, as the name of a voice: "Ann B (1).flac" is "Ann-B-1". */
export function nameOfClip(filename: string): string {
  const stem = filename.replace(/\.[A-Za-z0-9]+$/, "").replaceAll(/[^A-Za-z0-9._-]+/g, "-");
  return stem.replaceAll(/^[^A-Za-z0-9]+|-+$/g, "").slice(0, 60);
}

export function isLink(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text.trim());
}
