import { Anchor, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import type { Job, Leaderboard } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { useServerWords } from "@/lib/server-words";

import { useBoard } from "./api/get-board";
import { useBenchmarkJobs } from "./api/get-jobs";
import { useSystems } from "./api/get-systems";
import { ComparisonSection } from "./board/ComparisonSection";
import { ContaminationTable } from "./board/ContaminationTable";
import { Facts } from "./board/Facts";
import { ScoreTables } from "./board/ScoreTables";
import { SystemSection } from "./board/SystemSection";
import { DifferenceSection } from "./difference/DifferenceSection";
import { PrintedSection } from "./printed/PrintedSection";

/** Who answered a benchmark, how well, and who was preferred to whom. */
export function BenchmarkPage() {
  const { t } = useTranslation();
  const { slug = "", name = "" } = useParams();
  const jobs = useBenchmarkJobs(slug).filter(({ parameters }) => parameters["benchmark"] === name);
  const board = useBoard(slug, name, jobs.length > 0);
  const words = useServerWords();
  const suite = board.data?.benchmark.suite ?? "";
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/benchmarks`}>
        {t("benchmarks.back")}
      </Anchor>
      <PageTitle title={name} lead={suite && words.suite(suite, suite)} />
      <ErrorNote error={board.error} onRetry={() => void board.refetch()} />
      {board.isPending && <Loading />}
      {board.data !== undefined && <Board slug={slug} board={board.data} jobs={jobs} />}
    </>
  );
}

interface BoardProps {
  slug: string;
  board: Leaderboard;
  jobs: Job[];
}

function Board({ slug, board, jobs }: BoardProps) {
  const systems = useSystems(slug);
  const manages = useUser()?.role !== "researcher";
  const parts = { slug, board, jobs, manages };
  return (
    <Stack>
      <Facts benchmark={board.benchmark} />
      <ErrorNote error={systems.error} onRetry={() => void systems.refetch()} />
      {systems.data !== undefined && <SystemSection {...parts} systems={systems.data} />}
      <ScoreTables file={`${slug}.${board.benchmark.name}`} standings={board.systems} />
      <DifferenceSection
        key={board.systems.filter(({ answered }) => answered > 0).length}
        slug={slug}
        board={board}
      />
      {board.benchmark.task === "answer" && <ComparisonSection {...parts} />}
      <PrintedSection slug={slug} board={board} />
      <ContaminationTable contamination={board.benchmark.contamination} />
      <Histories slug={slug} name={board.benchmark.name} />
    </Stack>
  );
}

/** Systems belong to the whole dataset; all else to this benchmark. */
function Histories({ slug, name }: { slug: string; name: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <History slug={slug} of="benchmark" name={name} label={t("history.benchmark")} />
      <History slug={slug} of="system" label={t("history.systems")} />
      <History slug={slug} of="evaluation" name={name} label={t("history.evaluations")} />
      <History slug={slug} of="comparison" name={name} label={t("history.comparisons")} />
    </Stack>
  );
}
