/** A small dataset in numbers, for tests. */
export const language = {
  language: "ara",
  translated: 4,
  voiced: 3,
  hours: 0.1,
  heard: 0,
  checks_failed: 1,
  set_aside: 0,
  votes: 5,
  votes_needed: 8,
  rated: 2,
  reviewed: 2,
  corrected: 1,
  verified: 1,
  released: 0,
};
export const checks = { passed: 30, failed: 2 };
export const splits = { unassigned: 0, train: 2, dev: 1, test: 1, bench: 1, excluded: 0 };
