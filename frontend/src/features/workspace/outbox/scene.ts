import { vi } from "vitest";

import type { Assignment } from "@/api/types";

import type { Fate } from "./deliver";
import { newEntry, type Entry } from "./entry";
import { Outbox, type Parts } from "./outbox";
import type { Shelf } from "./shelf";

/** A shelf that outlives its outbox, as the browser's outlives a tab. */
class SharedShelf implements Shelf {
  private readonly entries = new Map<string, Entry>();
  list = () => [...this.entries.values()].sort((one, other) => one.at - other.at);
  put = (entry: Entry) => void this.entries.set(entry.key, entry);
  remove = (entry: Entry) => void this.entries.delete(entry.key);
}

/** Counts an answer once by its key, like the real one; `fates` are what it does instead, first. */
class Server {
  fates: Fate[] = [];
  came: number[] = [];
  readonly has = new Map<string, number>();

  deliver = (entry: Entry): Promise<Fate> => {
    this.came.push(entry.assignment.id);
    const fate = this.fates.shift() ?? { is: "arrived" };
    if (fate.is === "arrived") this.has.set(entry.key, entry.assignment.id);
    return Promise.resolve(fate);
  };

  get votes(): number[] {
    return [...this.has.values()];
  }
}

/** A browser with tabs, and a server. */
export class Scene {
  readonly shelf = new SharedShelf();
  readonly server = new Server();
  online = true;
  private turn = Promise.resolve();

  /** A tab; a new one after a crash waits for no old one. */
  open = (parts: Partial<Parts> = {}): Outbox =>
    new Outbox({
      shelf: this.shelf,
      deliver: this.server.deliver,
      exclusively: (work) => (this.turn = this.turn.then(work)),
      isOnline: () => this.online,
      onStranger: () => undefined,
      ...parts,
    });

  crash(): void {
    this.turn = Promise.resolve();
  }
}

export function scores(id: number, { campaign = 1, heldUntil = 0 } = {}): Entry {
  const assignment = { id, campaign, heard: false } as Assignment;
  vi.advanceTimersByTime(1);
  return newEntry(
    assignment,
    { what: "rating", body: { naturalness: 4, understood: 5 } },
    { heldUntil },
  );
}
