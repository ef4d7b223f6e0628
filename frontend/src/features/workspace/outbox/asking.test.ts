import { expect, test, vi } from "vitest";

import type { Assignment } from "@/api/types";

import { askFor, deliverAsking } from "./asking";
import type { Fate } from "./deliver";
import type { Entry } from "./entry";

const next = { id: 9 } as Assignment;
const entry = { key: "1" } as Entry;
const deliver = (_: Entry, having: number[] | null): Promise<Fate> =>
  Promise.resolve({ is: "arrived", next: having && next });

test("an answer brings the next piece to the desk that asked, while it is open", async () => {
  const lay = vi.fn();
  const close = askFor({ having: () => [2, 3], lay });
  await deliverAsking(entry, deliver);
  close();
  await deliverAsking(entry, deliver);
  expect(lay.mock.calls).toEqual([[next, [2, 3]]]);
});

test("a desk that has enough is brought nothing", async () => {
  const lay = vi.fn();
  const close = askFor({ having: () => null, lay });
  await deliverAsking(entry, deliver);
  close();
  expect(lay.mock.calls).toEqual([]);
});
