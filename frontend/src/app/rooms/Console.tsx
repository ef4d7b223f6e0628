import { Navigate, Route, Routes } from "react-router";

import { useDatasets } from "@/api/datasets";
import { useUser } from "@/api/session";
import { AnswersPage } from "@/features/answers/AnswersPage";
import { AsidePage } from "@/features/aside/AsidePage";
import { BenchmarkPage } from "@/features/benchmarks/BenchmarkPage";
import { BenchmarksPage } from "@/features/benchmarks/BenchmarksPage";
import { QuestionsPage } from "@/features/benchmarks/viewer/QuestionsPage";
import { ViewerPage } from "@/features/benchmarks/viewer/ViewerPage";
import { CampaignsPage } from "@/features/campaigns/CampaignsPage";
import { ChecksPage } from "@/features/checks/ChecksPage";
import { CorrectionsPage } from "@/features/corrections/CorrectionsPage";
import { ListPage as CorrectionListPage } from "@/features/corrections/list/ListPage";
import { DatasetsPage } from "@/features/datasets/DatasetsPage";
import { SettingsPage } from "@/features/datasets/SettingsPage";
import { DuplicatesPage } from "@/features/duplicates/DuplicatesPage";
import { ImportPage } from "@/features/imports/ImportPage";
import { ItemPage } from "@/features/items/ItemPage";
import { ItemsPage } from "@/features/items/ItemsPage";
import { JobPage } from "@/features/jobs/JobPage";
import { JobsPage } from "@/features/jobs/JobsPage";
import { WorkPage } from "@/features/jobs/work/WorkPage";
import { RunningJobs } from "@/features/jobs/RunningJobs";
import { ControlsPage } from "@/features/controls/ControlsPage";
import { MemoryPage } from "@/features/memory/MemoryPage";
import { ModelsPage } from "@/features/models/ModelsPage";
import { OverviewPage } from "@/features/overview/OverviewPage";
import { PeoplePage } from "@/features/people/PeoplePage";
import { QualityPage } from "@/features/quality/QualityPage";
import { RatersPage } from "@/features/raters/RatersPage";
import { RecruitPage } from "@/features/recruit/RecruitPage";
import { ReleasePage } from "@/features/releases/ReleasePage";
import { ReleasesPage } from "@/features/releases/ReleasesPage";
import { SplitsPage } from "@/features/splits/SplitsPage";
import { StoragePanel } from "@/features/storage/StoragePanel";
import { TokensPage } from "@/features/tokens/TokensPage";
import { TrainingPage } from "@/features/training/TrainingPage";
import { TrainingsPage } from "@/features/training/TrainingsPage";
import { VoicesPage } from "@/features/voices/VoicesPage";

import { ConsoleShell } from "../shell/ConsoleShell";

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
