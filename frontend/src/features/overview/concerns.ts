import type { Attention, Overview } from "@/api/types";

type TroubledJob = Attention["jobs"][number];

/** Something that won't go on by itself: its words, and where to go for it. */
export interface Concern {
  id: string;
  /** Ends the name of its sentence, and of its button. */
  what:
    | "paused"
    | "over_budget"
    | "failed"
    | "units_failed"
    | "raters"
    | "disputes"
    | "gates"
    | "set_aside"
    | "failing";
  /** How many; stands in the sentence. */
  count: number;
  /** Whose it is: a job's, a campaign's or a release's. */
  name: string;
  /** Of a job, whose name is that of its kind. */
  kind: string;
  languages: string[];
  /** As the machine said it. */
  detail: string;
  path: string;
}

const PLAIN = { count: 0, name: "", kind: "", languages: [], detail: "" };

/** What stops everything first, then people who are missing, then what could be better. */
export function concernsOf(overview: Overview, attention: Attention): Concern[] {
  const sum = (field: "set_aside" | "checks_failed") =>
    overview.languages.reduce((total, row) => total + row[field], 0);
  const { release } = overview;
  const all: Concern[] = [
    ...attention.jobs.map(ofJob),
    ...attention.campaigns.map(ofCampaign),
    { ...PLAIN, id: "disputes", what: "disputes", count: attention.disputes, path: "/ratings" },
    {
      ...PLAIN,
      id: "gates",
      what: "gates",
      count: release?.gates_failed ?? 0,
      name: release?.name ?? "",
      path: `/releases/${release?.name ?? ""}`,
    },
    {
      ...PLAIN,
      id: "set-aside",
      what: "set_aside",
      count: sum("set_aside"),
      path: "/set-aside",
    },
    { ...PLAIN, id: "failing", what: "failing", count: sum("checks_failed"), path: "/checks" },
  ];
  return all.filter(({ count }) => count > 0);
}

function ofJob(job: TroubledJob): Concern {
  return {
    ...PLAIN,
    id: `job ${job.id}`,
    what: whatOf(job),
    count: Math.max(1, job.units_failed),
    name: job.title,
    kind: job.kind,
    detail: job.error,
    path: `/jobs/${job.id}`,
  };
}

function whatOf({ state, pause_reason, units_failed }: TroubledJob): Concern["what"] {
  if (state === "paused") return pause_reason === "budget_reached" ? "over_budget" : "paused";
  return units_failed > 0 ? "units_failed" : "failed";
}

function ofCampaign({ id, name, languages }: Attention["campaigns"][number]): Concern {
  return {
    ...PLAIN,
    id: `campaign ${id}`,
    what: "raters",
    count: Object.keys(languages).length,
    name,
    languages: Object.keys(languages),
    path: `/campaigns/${id}/recruit`,
  };
}
