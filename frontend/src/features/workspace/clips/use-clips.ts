import { useEffect, useMemo } from "react";

import { getFile } from "@/api/client";
import type { Assignment } from "@/api/types";

import { ClipStore } from "./clip-store";

const PATIENCE_MS = 60_000;

const store = new ClipStore({
  fetchBytes: (address) => getFile(address, { signal: AbortSignal.timeout(PATIENCE_MS) }),
  sparesData: () =>
    (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true,
});

/** Fetches the clips of what comes next, in this order, while the person is busy with one. */
export function useClipsAhead(addresses: readonly string[]): void {
  const together = addresses.join(" ");
  useEffect(() => {
    void store.fetchAhead(together.split(" ").filter((address) => address !== ""));
  }, [together]);
}

/** The clips of those that are there to be heard; a correction's voice is heard by few. */
export function clipsOf(assignments: readonly Assignment[]): string[] {
  const listened = assignments.filter(({ kind }) => kind !== "correction");
  return listened.flatMap(({ recording }) => recording?.audio_url ?? []);
}

/** Where the clip can be played from. It stays the same while the player stands: no jump midway. */
export function useClipAddress(address: string): string {
  return useMemo(() => store.addressOf(address), [address]);
}
