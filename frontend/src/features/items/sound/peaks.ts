import { getFile } from "@/api/client";

export const BARS = 120;

/** The loudest moment of each of `bars` equal parts, 0-1 of the loudest of all. */
export function peaksOf(samples: Float32Array, bars: number): number[] {
  const peaks = Array.from({ length: bars }, (_, bar) => {
    const start = Math.floor((bar * samples.length) / bars);
    const end = Math.floor(((bar + 1) * samples.length) / bars);
    let loudest = 0;
    for (let at = start; at < end; at += 1) loudest = Math.max(loudest, Math.abs(samples[at] ?? 0));
    return loudest;
  });
  const highest = Math.max(...peaks);
  return highest === 0 ? peaks : peaks.map((peak) => peak / highest);
}

/** Upright strokes around the middle of a box that is `peaks.length` wide and 100 high. */
export function outlineOf(peaks: number[]): string {
  return peaks
    .map((peak, bar) => {
      const half = Math.max(2, 48 * peak);
      return `M${bar + 0.5} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`;
    })
    .join("");
}

/** Fetches a clip and has the browser decode it. Pictures need no more than speech's low rate. */
export async function loadPeaks(url: string, signal: AbortSignal): Promise<number[]> {
  const file = await getFile(url, { signal });
  const decoder = new OfflineAudioContext(1, 1, 8_000);
  const decoded = await decoder.decodeAudioData(await file.arrayBuffer());
  return peaksOf(decoded.getChannelData(0), BARS);
}
