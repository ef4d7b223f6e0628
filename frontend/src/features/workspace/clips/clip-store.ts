/** The most that clips fetched ahead may take of a phone's memory. */
export const ROOM_BYTES = 32_000_000;

interface Parts {
  fetchBytes: (address: string) => Promise<Blob>;
  /** The person asked the browser to spare data. */
  sparesData: () => boolean;
  roomBytes?: number;
}

/**
 * Clips fetched before their turn, so that the next one plays at once and without the network.
 *
 * Only bytes are fetched: nothing is played, and nobody is told that anything was heard.
 */
export class ClipStore {
  private readonly kept = new Map<string, { url: string; bytes: number }>();
  private wanted: readonly string[] = [];
  private busy = false;

  constructor(private readonly parts: Parts) {}

  /** Fetches these one after the other, the first first; the call before is forgotten. */
  async fetchAhead(addresses: readonly string[]): Promise<void> {
    this.wanted = this.parts.sparesData() ? [] : addresses;
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.next(); next !== undefined; next = this.next())
        this.keep(next, await this.parts.fetchBytes(next));
    } catch {
      // Its player fetches it when its turn comes; the rest is tried again with the next piece.
    } finally {
      this.busy = false;
    }
  }

  /** Where a player finds the clip: here, or where it always is. */
  addressOf(address: string): string {
    return this.kept.get(address)?.url ?? address;
  }

  private next(): string | undefined {
    return this.wanted.find((address) => !this.kept.has(address));
  }

  private keep(address: string, blob: Blob): void {
    this.kept.set(address, { url: URL.createObjectURL(blob), bytes: blob.size });
    const room = this.parts.roomBytes ?? ROOM_BYTES;
    for (const [old, { url }] of this.kept) {
      if (this.bytes() <= room) return;
      // Full with what is wanted next: enough for now.
      if (this.wanted.includes(old)) break;
      URL.revokeObjectURL(url);
      this.kept.delete(old);
    }
    if (this.bytes() > room) this.wanted = [];
  }

  private bytes(): number {
    return [...this.kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
