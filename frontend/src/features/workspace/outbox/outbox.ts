import { NetworkError } from "@/api/client";
import type { Assignment } from "@/api/types";

import { keepPlayback } from "../playback-log";
import { mayHaveArrived, type Fate } from "./deliver";
import { isPending, type Entry } from "./entry";
import { pauseAfter } from "./pause";
import type { Shelf } from "./shelf";

/** What the giver of an answer is told: it arrived, was refused, or waits for better times. */
export type Outcome = "arrived" | "refused" | "waits";

export interface OutboxState {
  /** All that is not confirmed, in the order it was given; refused ones until they are dismissed. */
  entries: readonly Entry[];
  /** The last attempt failed, or the browser is offline. */
  stuck: boolean;
  /** The keys of those whose first attempt is still under way, given by this tab. */
  under: ReadonlySet<string>;
}

export interface Parts {
  shelf: Shelf;
  deliver: (entry: Entry) => Promise<Fate>;
  /** Runs in one tab at a time. */
  exclusively: (work: () => Promise<void>) => Promise<void>;
  isOnline: () => boolean;
  /** The server knows this browser as somebody else, or as nobody. */
  onStranger: () => void;
}

/**
 * Sends what one person gave, in order, until the server has it.
 *
 * Entries leave the shelf only when the server confirmed them, the person took them back, or was
 * told of a refusal. Every entry may be sent more than once; its key makes it count once.
 */
export class Outbox {
  private readonly watchers = new Set<() => void>();
  private readonly waiting = new Map<string, (outcome: Outcome) => void>();
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private state: OutboxState = { entries: [], stuck: false, under: new Set() };

  constructor(private readonly parts: Parts) {
    this.refresh();
  }

  readonly snapshot = (): OutboxState => this.state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Looks at the shelf again: another tab may have changed it. */
  readonly refresh = (): void => {
    const entries = this.parts.shelf.list();
    const waits = entries.some(isPending);
    const stuck = waits && (this.failures > 0 || !this.parts.isOnline());
    this.state = { entries, stuck, under: new Set(this.waiting.keys()) };
    for (const watcher of this.watchers) watcher();
  };

  /**
   * Keeps an entry, then sends it. Resolves after the first attempt; need not be awaited. It takes
   * the place of one to the same assignment that was refused.
   */
  give(entry: Entry): Promise<Outcome> {
    for (const older of this.parts.shelf.list())
      if (!isPending(older) && older.assignment.id === entry.assignment.id)
        this.parts.shelf.remove(older);
    this.parts.shelf.put(entry);
    const outcome = new Promise<Outcome>((resolve) => this.waiting.set(entry.key, resolve));
    this.refresh();
    if (this.parts.isOnline()) void this.flush();
    else this.rest();
    return outcome;
  }

  /** Sends what is due, now. Never throws. */
  readonly flush = (): Promise<void> => {
    clearTimeout(this.timer);
    this.running ??= this.parts
      .exclusively(() => this.pass())
      .finally(() => {
        this.running = null;
        this.rest();
      });
    return this.running;
  };

  /** Sends what was held back, too. */
  readonly release = (): Promise<void> => {
    for (const entry of this.pending())
      if (entry.heldUntil > 0) this.parts.shelf.put({ ...entry, heldUntil: 0 });
    return this.flush();
  };

  /**
   * Takes back the last answer of a campaign, or the one to the assignment that is named.
   *
   * Null where the server has it: then the server must be asked.
   *
   * Raises NetworkError where it was sent and nobody knows whether it arrived.
   */
  async takeBack(campaign: number, named: number | null): Promise<Assignment | null> {
    if (this.lastAnswer(campaign, named)?.doubt === true) await this.flush();
    const entry = this.lastAnswer(campaign, named);
    if (entry === undefined) return null;
    if (entry.doubt) throw new NetworkError("Whether the answer arrived is not known yet.");
    this.drop(entry);
    keepPlayback(entry.assignment.id, entry.playback);
    return entry.assignment;
  }

  /** Forgets an entry: taken back, or its refusal was read. */
  drop(entry: Entry): void {
    this.parts.shelf.remove(entry);
    this.refresh();
  }

  pending(): Entry[] {
    return this.parts.shelf.list().filter(isPending);
  }

  /** What waits, to be sent while the page closes: nobody will hear what became of them. */
  passing(): Entry[] {
    const leaving = this.pending().map((entry) => ({ ...entry, doubt: true }));
    for (const entry of leaving) this.parts.shelf.put(entry);
    return leaving;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private lastAnswer(campaign: number, named: number | null): Entry | undefined {
    return this.pending().findLast(
      (entry) =>
        entry.assignment.campaign === campaign && (named === null || entry.assignment.id === named),
    );
  }

  private async pass(): Promise<void> {
    const postponed = new Set<number>();
    let failed = false;
    for (let entry = this.due(postponed); entry !== undefined; entry = this.due(postponed)) {
      const { is } = await this.attempt(entry);
      failed ||= is !== "arrived" && is !== "refused";
      if (is === "unreachable" || is === "stranger") break;
      // One answer the server chokes on holds up no other.
      if (is === "later") postponed.add(entry.assignment.id);
    }
    this.failures = failed ? this.failures + 1 : 0;
  }

  private due(postponed: ReadonlySet<number>): Entry | undefined {
    const now = Date.now();
    return this.pending().find(
      ({ heldUntil, assignment }) => heldUntil <= now && !postponed.has(assignment.id),
    );
  }

  private async attempt(entry: Entry): Promise<Fate> {
    const { shelf, isOnline } = this.parts;
    // Written down before it is sent: a tab that dies now does not know what became of it.
    shelf.put({ ...entry, doubt: true });
    const couldLeave = isOnline();
    const fate = await this.parts.deliver(entry);
    if (fate.is === "arrived") shelf.remove(entry);
    else if (fate.is === "refused") shelf.put({ ...entry, doubt: false, refusal: fate.refusal });
    else shelf.put({ ...entry, doubt: entry.doubt || mayHaveArrived(fate, couldLeave) });
    if (fate.is === "stranger") this.parts.onStranger();
    this.settle();
    return fate;
  }

  /** Until there is something to do: a held entry falls due, or it is time to try again. */
  private rest(): void {
    clearTimeout(this.timer);
    const pause = this.failures > 0 || !this.parts.isOnline() ? pauseAfter(this.failures) : 0;
    const now = Date.now();
    const wait = ({ heldUntil }: Entry) => Math.max(heldUntil - now, pause, 0);
    this.settle((entry) => wait(entry) > 0);
    const pending = this.pending();
    if (pending.length === 0) return;
    this.timer = setTimeout(() => void this.flush(), Math.min(...pending.map(wait)));
  }

  /** Tells the givers what became of theirs, and that it waits where it does not go at once. */
  private settle(waits: (entry: Entry) => boolean = () => false): void {
    const left = new Map(this.parts.shelf.list().map((entry) => [entry.key, entry]));
    for (const [key, tell] of this.waiting) {
      const entry = left.get(key);
      if (entry !== undefined && entry.refusal === null && !waits(entry)) continue;
      this.waiting.delete(key);
      tell(entry === undefined ? "arrived" : entry.refusal === null ? "waits" : "refused");
    }
    this.refresh();
  }
}
