/**
 * Noto for the scripts system fonts often lack, fetched when a text of that script first shows.
 * Each stylesheet names subsets by unicode-range, so the browser loads only the ones it needs.
 */
const loaders: Record<string, () => Promise<unknown>> = {
  Arab: () => import("@fontsource-variable/noto-sans-arabic/index.css"),
  Hebr: () => import("@fontsource-variable/noto-sans-hebrew/index.css"),
  Deva: () => import("@fontsource-variable/noto-sans-devanagari/index.css"),
  Jpan: () => import("@fontsource-variable/noto-sans-jp/index.css"),
  Kore: () => import("@fontsource-variable/noto-sans-kr/index.css"),
  Hans: () => import("@fontsource-variable/noto-sans-sc/index.css"),
};

const asked = new Set<string>();

export function loadFont(script: string): void {
  const loader = loaders[script];
  if (loader === undefined || asked.has(script)) return;
  asked.add(script);
  // Without the font the system's own is used; the text stays readable.
  loader().catch(() => asked.delete(script));
}
