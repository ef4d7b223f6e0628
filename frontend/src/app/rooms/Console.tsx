import { Navigate, Route, Routes } from "react-router";

import { useDatasets } from "@/api/datasets";
import { useUser } from "@/api/session";
import { fetched } from "@/components/fetched";
import { RunningJobs } from "@/features/jobs/RunningJobs";
import { StoragePanel } from "@/features/storage/StoragePanel";

import { ConsoleShell } from "../shell/ConsoleShell";

const AnswersPage = fetched("AnswersPage", () => import("@/features/answers/AnswersPage"));
const AsidePage = fetched("AsidePage", () => import("@/features/aside/AsidePage"));
const BenchmarkPage = fetched("BenchmarkPage", () => import("@/features/benchmarks/BenchmarkPage"));
const BenchmarksPage = fetched(
  "BenchmarksPage",
  () => import("@/features/benchmarks/BenchmarksPage"),
);
const QuestionsPage = fetched(
  "QuestionsPage",
  () => import("@/features/benchmarks/viewer/QuestionsPage"),
);
const ViewerPage = fetched("ViewerPage", () => import("@/features/benchmarks/viewer/ViewerPage"));
const CampaignsPage = fetched("CampaignsPage", () => import("@/features/campaigns/CampaignsPage"));
const ChecksPage = fetched("ChecksPage", () => import("@/features/checks/ChecksPage"));
const CorrectionsPage = fetched(
  "CorrectionsPage",
  () => import("@/features/corrections/CorrectionsPage"),
);
const CorrectionListPage = fetched(
  "ListPage",
  () => import("@/features/corrections/list/ListPage"),
);
const DatasetsPage = fetched("DatasetsPage", () => import("@/features/datasets/DatasetsPage"));
const SettingsPage = fetched("SettingsPage", () => import("@/features/datasets/SettingsPage"));
const DuplicatesPage = fetched(
  "DuplicatesPage",
  () => import("@/features/duplicates/DuplicatesPage"),
);
const ImportPage = fetched("ImportPage", () => import("@/features/imports/ImportPage"));
const ItemPage = fetched("ItemPage", () => import("@/features/items/ItemPage"));
const ItemsPage = fetched("ItemsPage", () => import("@/features/items/ItemsPage"));
const JobPage = fetched("JobPage", () => import("@/features/jobs/JobPage"));
const JobsPage = fetched("JobsPage", () => import("@/features/jobs/JobsPage"));
const WorkPage = fetched("WorkPage", () => import("@/features/jobs/work/WorkPage"));
const ControlsPage = fetched("ControlsPage", () => import("@/features/controls/ControlsPage"));
const MemoryPage = fetched("MemoryPage", () => import("@/features/memory/MemoryPage"));
const ModelsPage = fetched("ModelsPage", () => import("@/features/models/ModelsPage"));
const OverviewPage = fetched("OverviewPage", () => import("@/features/overview/OverviewPage"));
const PeoplePage = fetched("PeoplePage", () => import("@/features/people/PeoplePage"));
const QualityPage = fetched("QualityPage", () => import("@/features/quality/QualityPage"));
const RatersPage = fetched("RatersPage", () => import("@/features/raters/RatersPage"));
const RecruitPage = fetched("RecruitPage", () => import("@/features/recruit/RecruitPage"));
const ReleasePage = fetched("ReleasePage", () => import("@/features/releases/ReleasePage"));
const ReleasesPage = fetched("ReleasesPage", () => import("@/features/releases/ReleasesPage"));
const SplitsPage = fetched("SplitsPage", () => import("@/features/splits/SplitsPage"));
const TokensPage = fetched("TokensPage", () => import("@/features/tokens/TokensPage"));
const TrainingPage = fetched("TrainingPage", () => import("@/features/training/TrainingPage"));
const TrainingsPage = fetched("TrainingsPage", () => import("@/features/training/TrainingsPage"));
const VoicesPage = fetched("VoicesPage", () => import("@/features/voices/VoicesPage"));

/** The rooms of managers and researchers. */
export default function Console() {
  return (
    <Routes>
      <Route element={<ConsoleShell />}>
        <Route path="datasets" element={<DatasetsPage />} />
        <Route path="tokens" element={<TokensPage />} />
        <Route path="d/:slug" element={<OverviewPage aside={<RunningJobs />} />} />
        <Route path="d/:slug/items" element={<ItemsPage />} />
        <Route path="d/:slug/items/:id" element={<ItemPage />} />
        <Route path="d/:slug/checks" element={<ChecksPage />} />
        <Route path="d/:slug/splits" element={<SplitsPage />} />
        <Route path="d/:slug/releases" element={<ReleasesPage />} />
        <Route path="d/:slug/releases/:name" element={<ReleasePage />} />
        <Route path="d/:slug/benchmarks" element={<BenchmarksPage />} />
        <Route path="d/:slug/benchmarks/:name" element={<BenchmarkPage />} />
        <Route path="d/:slug/benchmarks/:name/items" element={<QuestionsPage />} />
        <Route path="d/:slug/benchmarks/:name/comparisons/:id" element={<ViewerPage />} />
        <Route path="d/:slug/near-duplicates" element={<DuplicatesPage />} />
        <Route path="d/:slug/models" element={<ModelsPage />} />
        <Route path="d/:slug/trainings" element={<TrainingsPage />} />
        <Route path="d/:slug/trainings/:id" element={<TrainingPage />} />
        <Route path="d/:slug/voices" element={<VoicesPage />} />
        <Route path="d/:slug/set-aside" element={<AsidePage />} />
        <Route path="d/:slug/ratings" element={<QualityPage />} />
        <Route path="d/:slug/answers" element={<AnswersPage />} />
        <Route path="d/:slug/corrections" element={<CorrectionsPage />} />
        <Route path="d/:slug/corrections/list" element={<CorrectionListPage />} />
        <Route path="d/:slug/memory" element={<MemoryPage />} />
        <Route path="d/:slug/jobs/:id" element={<JobPage />} />
        {useUser()?.role !== "researcher" && (
          <>
            <Route path="d/:slug/work" element={<WorkPage />} />
            <Route path="d/:slug/jobs" element={<JobsPage />} />
            <Route path="d/:slug/campaigns" element={<CampaignsPage />} />
            <Route path="d/:slug/campaigns/:id/recruit" element={<RecruitPage />} />
            <Route path="d/:slug/campaigns/:id/controls" element={<ControlsPage />} />
            <Route path="d/:slug/import" element={<ImportPage />} />
            <Route path="d/:slug/raters" element={<RatersPage />} />
            <Route path="d/:slug/people" element={<PeoplePage />} />
            <Route path="d/:slug/settings" element={<SettingsPage aside={<StoragePanel />} />} />
          </>
        )}
        <Route path="*" element={<Home />} />
      </Route>
    </Routes>
  );
}

/** With a single dataset there is nothing to choose. */
function Home() {
  const [only, ...others] = useDatasets().data;
  const path = only !== undefined && others.length === 0 ? `/d/${only.slug}` : "/datasets";
  return <Navigate to={path} replace />;
}
