import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

import { sessionQuery, useUser } from "@/api/session";
import { watchStorage } from "@/lib/storage";

import { deliverAsking } from "./asking";
import { deliver, deliverInPassing } from "./deliver";
import { Outbox, type OutboxState } from "./outbox";
import { openShelf, shelfName } from "./shelf";

/** One for each person who was signed in since the page was loaded. */
const opened = new Map<number, Outbox>();

function outboxOf(user: number, client: QueryClient): Outbox {
  const found = opened.get(user);
  if (found !== undefined) return found;
  const outbox = new Outbox({
    shelf: openShelf(user),
    deliver: (entry) => deliverAsking(entry, (...asked) => deliver(user, ...asked)),
    exclusively: (work) => inOneTab(user, work),
    isOnline: () => navigator.onLine,
    onStranger: () => void meet(user, client),
  });
  opened.set(user, outbox);
  return outbox;
}

/** Asks who is signed in; what one person saw must not be there for the next. */
async function meet(user: number, client: QueryClient): Promise<void> {
  await client.refetchQueries({ queryKey: sessionQuery.queryKey });
  if (client.getQueryData(sessionQuery.queryKey)?.user?.id === user) return;
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

/** Two tabs that send at once are only wasteful; so where the browser has no locks, they may. */
async function inOneTab(user: number, work: () => Promise<void>): Promise<void> {
  const locks = (navigator as Partial<Pick<Navigator, "locks">>).locks;
  if (locks === undefined) await work();
  else await locks.request(`studio:${shelfName(user)}`, work);
}

/** The outbox of whoever is signed in. */
export function useOutbox(): Outbox {
  const client = useQueryClient();
  return outboxOf(useUser()?.id ?? 0, client);
}

export function useOutboxState(): OutboxState {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot);
}

/** Sends what lies there from before, and again whenever it may work better than last time. */
export function useSending(): void {
  const outbox = useOutbox();
  const user = useUser()?.id ?? 0;
  useEffect(() => {
    const leave = () => {
      if (!navigator.onLine) return;
      void outbox.release();
      outbox.passing().forEach(deliverInPassing);
    };
    const look = () => (document.visibilityState === "visible" ? void outbox.flush() : leave());
    const online = () => void outbox.flush();
    const unwatch = watchStorage(shelfName(user), outbox.refresh);
    window.addEventListener("online", online);
    window.addEventListener("offline", outbox.refresh);
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", look);
    void outbox.flush();
    return () => {
      unwatch();
      outbox.stop();
      window.removeEventListener("online", online);
      window.removeEventListener("offline", outbox.refresh);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", look);
    };
  }, [outbox, user]);
}
