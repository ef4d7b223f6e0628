"""Every address of the studio. Start reading here."""

from django.contrib import admin
from django.urls import path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

from accounts.api import ReturnView, SessionView, TokensView, TokenView
from annotation.api import (
    answers,
    bench_loops,
    campaigns,
    controls,
    correction_list,
    correction_plots,
    corrections,
    disputes,
    invites,
    label_studio,
    label_studio_calls,
    protocols,
    raters,
    recruitment,
    statistics,
    work,
)
from annotation.api import path as way
from catalog.api import DatasetsView, DatasetView, LanguagesView
from catalog.history_api import HistoryView
from catalog.members import MembersView, MemberView
from catalog.speaking_api import SpeakersView, TableTwoView
from config.pages import AppView, HealthView, missing_operation
from corpus.api import ImportCheckView, ImportRejectsView, ImportsView, SplitsView
from corpus.care_api import NearDuplicatesView, StorageView
from corpus.memory_api import MemoryExportView, MemoryView
from corpus.voice_api import VoicesView, VoiceView
from evaluation.runs.api.benchmarks import (
    BenchmarkedView,
    BenchmarksView,
    ComparedItemsView,
    LeaderboardView,
)
from evaluation.runs.api.dashboard import ModelsView, ModelTrainingsView
from evaluation.runs.api.differences import DifferencesView, PrintedView
from evaluation.runs.api.items import AskedItemsView
from evaluation.runs.api.people import PeopleView
from evaluation.runs.api.systems import EvaluationChoicesView, SystemsView
from generation.api import ChecksView, FailingView
from generation.choices_api import JobChoicesView
from generation.rejection_rates_api import RejectionRatesView, RejectionTimesView
from generation.set_aside_api import SetAsideView
from jobs.api import (
    CancelJobView,
    JobBatchesView,
    JobEstimateView,
    JobFailuresView,
    JobKindsView,
    JobsView,
    JobView,
    PauseJobView,
    ResumeJobView,
    RetryJobView,
)
from jobs.live_api import JobEventsView
from jobs.workload_api import WorkloadView
from releases.api import ItemView, OverviewView, SplitRowsView
from releases.attention_api import AttentionView
from releases.audio_api import AudioView
from releases.card_api import CardView, CroissantView
from releases.export_api import ExportFileView, ExportsView
from releases.items_api import ItemChoicesView, ItemsView
from releases.release_api import (
    ReleaseChangesView,
    ReleaseRowsView,
    ReleasesView,
    ReleaseView,
)
from releases.timeline_api import TimelineView
from training.runs.api.recipes import RecipesView, TrainingChoicesView
from training.runs.api.trainings import (
    CancelTrainingView,
    ResumeTrainingView,
    SkippedSamplesView,
    TrainingCurvesView,
    TrainingEstimateView,
    TrainingsView,
    TrainingView,
)

DATASET = "api/v1/datasets/<slug:slug>/"

urlpatterns = [
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/session/", SessionView.as_view()),
    path("api/v1/session/return/", ReturnView.as_view()),
    path("api/v1/tokens/", TokensView.as_view()),
    path("api/v1/tokens/<int:pk>/", TokenView.as_view()),
    path("api/v1/languages/", LanguagesView.as_view()),
    path("api/v1/synthesizers/", SpeakersView.as_view()),
    path("api/v1/datasets/", DatasetsView.as_view()),
    path(DATASET, DatasetView.as_view()),
    path(f"{DATASET}table-2-engines/", TableTwoView.as_view()),
    path(f"{DATASET}systems/", SystemsView.as_view()),
    path(f"{DATASET}evaluation-choices/", EvaluationChoicesView.as_view()),
    path(f"{DATASET}benchmarks/", BenchmarksView.as_view()),
    path(f"{DATASET}benchmarks/<str:name>/", LeaderboardView.as_view()),
    path(f"{DATASET}benchmarks/<str:name>/differences/", DifferencesView.as_view()),
    path(f"{DATASET}benchmarks/<str:name>/items/", AskedItemsView.as_view()),
    path(f"{DATASET}comparisons/<int:pk>/items/", ComparedItemsView.as_view()),
    path(f"{DATASET}comparisons/<int:pk>/people/", PeopleView.as_view()),
    path(f"{DATASET}models/", ModelsView.as_view()),
    path(f"{DATASET}models/trainings/", ModelTrainingsView.as_view()),
    path("api/v1/printed-results/", PrintedView.as_view()),
    path("api/v1/recipes/", RecipesView.as_view()),
    path(f"{DATASET}training-choices/", TrainingChoicesView.as_view()),
    path(f"{DATASET}trainings/", TrainingsView.as_view()),
    path(f"{DATASET}trainings/estimate/", TrainingEstimateView.as_view()),
    path("api/v1/trainings/<int:pk>/", TrainingView.as_view()),
    path("api/v1/trainings/<int:pk>/curves/", TrainingCurvesView.as_view()),
    path("api/v1/trainings/<int:pk>/skipped/", SkippedSamplesView.as_view()),
    path("api/v1/trainings/<int:pk>/cancel/", CancelTrainingView.as_view()),
    path("api/v1/trainings/<int:pk>/resume/", ResumeTrainingView.as_view()),
    path(f"{DATASET}members/", MembersView.as_view()),
    path(f"{DATASET}members/<int:pk>/", MemberView.as_view()),
    path(f"{DATASET}history/", HistoryView.as_view()),
    path(f"{DATASET}overview/", OverviewView.as_view()),
    path(f"{DATASET}attention/", AttentionView.as_view()),
    path(f"{DATASET}benchmarked/", BenchmarkedView.as_view()),
    path(f"{DATASET}checks/", ChecksView.as_view()),
    path(f"{DATASET}checks/rates/", RejectionRatesView.as_view()),
    path(f"{DATASET}checks/times/", RejectionTimesView.as_view()),
    path(f"{DATASET}checks/failing/", FailingView.as_view()),
    path(f"{DATASET}imports/", ImportsView.as_view()),
    path(f"{DATASET}imports/check/", ImportCheckView.as_view()),
    path(f"{DATASET}items/", ItemsView.as_view()),
    path(f"{DATASET}items/choices/", ItemChoicesView.as_view()),
    path(f"{DATASET}items/<int:pk>/", ItemView.as_view()),
    path(f"{DATASET}items/<int:pk>/timeline/", TimelineView.as_view()),
    path(f"{DATASET}splits/", SplitsView.as_view()),
    path(f"{DATASET}splits/<slug:split>/", SplitRowsView.as_view()),
    path(f"{DATASET}releases/", ReleasesView.as_view()),
    path(f"{DATASET}releases/<str:name>/", ReleaseView.as_view()),
    path(f"{DATASET}releases/<str:name>/rows/", ReleaseRowsView.as_view()),
    path(f"{DATASET}releases/<str:name>/changes/", ReleaseChangesView.as_view()),
    path(f"{DATASET}releases/<str:name>/card.md", CardView.as_view()),
    path(f"{DATASET}releases/<str:name>/croissant.json", CroissantView.as_view()),
    path(f"{DATASET}releases/<str:name>/exports/", ExportsView.as_view()),
    path("api/v1/exports/<int:pk>/files/<str:filename>", ExportFileView.as_view()),
    path(f"{DATASET}near-duplicates/", NearDuplicatesView.as_view()),
    path(f"{DATASET}memory/", MemoryView.as_view()),
    path(f"{DATASET}memory/export/", MemoryExportView.as_view()),
    path(f"{DATASET}storage/", StorageView.as_view()),
    path(f"{DATASET}set-aside/", SetAsideView.as_view()),
    path(f"{DATASET}voices/", VoicesView.as_view()),
    path(f"{DATASET}jobs/", JobsView.as_view()),
    path(f"{DATASET}jobs/choices/", JobChoicesView.as_view()),
    path(f"{DATASET}jobs/events/", JobEventsView.as_view()),
    path(f"{DATASET}workload/", WorkloadView.as_view()),
    path(f"{DATASET}jobs/estimate/", JobEstimateView.as_view()),
    path(f"{DATASET}campaigns/", campaigns.CampaignsView.as_view()),
    path(f"{DATASET}campaigns/estimate/", campaigns.CampaignEstimateView.as_view()),
    path(f"{DATASET}answers/", answers.AnswersView.as_view()),
    path(f"{DATASET}raters/", raters.RatersView.as_view()),
    path(f"{DATASET}statistics/", statistics.StatisticsView.as_view()),
    path(f"{DATASET}statistics/file/", statistics.StatisticsFileView.as_view()),
    path(f"{DATASET}statistics/plan/", statistics.VotePlanView.as_view()),
    path(f"{DATASET}corrections/", correction_list.CorrectionsView.as_view()),
    path(f"{DATASET}correction-statistics/", correction_plots.CorrectionRatesView.as_view()),
    path(
        f"{DATASET}correction-statistics/effort/", correction_plots.CorrectionEffortView.as_view()
    ),
    path(f"{DATASET}correction-statistics/times/", correction_plots.CorrectionTimesView.as_view()),
    path(f"{DATASET}correction-statistics/edits/", correction_plots.CorrectionEditsView.as_view()),
    path(f"{DATASET}correction-statistics/file/", corrections.CorrectionFileView.as_view()),
    path(f"{DATASET}disputes/", disputes.DisputesView.as_view()),
    path(f"{DATASET}protocols/", protocols.ProtocolsView.as_view()),
    path(f"{DATASET}invites/", invites.InvitesView.as_view()),
    path(f"{DATASET}gold/", controls.GoldView.as_view()),
    path("api/v1/campaigns/<int:pk>/controls/", controls.ControlsView.as_view()),
    path("api/v1/controls/<int:pk>/", controls.ControlView.as_view()),
    path("api/v1/imports/<int:pk>/rejects/", ImportRejectsView.as_view()),
    path("api/v1/voices/<int:pk>/", VoiceView.as_view()),
    path("api/v1/job-kinds/", JobKindsView.as_view()),
    path("api/v1/jobs/<int:pk>/", JobView.as_view()),
    path("api/v1/jobs/<int:pk>/cancel/", CancelJobView.as_view()),
    path("api/v1/jobs/<int:pk>/pause/", PauseJobView.as_view()),
    path("api/v1/jobs/<int:pk>/resume/", ResumeJobView.as_view()),
    path("api/v1/jobs/<int:pk>/retry/", RetryJobView.as_view()),
    path("api/v1/jobs/<int:pk>/batches/", JobBatchesView.as_view()),
    path("api/v1/jobs/<int:pk>/failures/", JobFailuresView.as_view()),
    path(f"{DATASET}bench-loops/", bench_loops.BenchLoopsView.as_view()),
    path(f"{DATASET}bench-loops/estimate/", bench_loops.BenchLoopEstimateView.as_view()),
    path("api/v1/bench-loops/<int:pk>/", bench_loops.BenchLoopView.as_view()),
    path("api/v1/bench-loops/<int:pk>/voice/", bench_loops.VoiceAgainView.as_view()),
    path("api/v1/campaigns/<int:pk>/", campaigns.CampaignView.as_view()),
    path("api/v1/campaigns/<int:pk>/close/", campaigns.CloseCampaignView.as_view()),
    path("api/v1/campaigns/<int:pk>/start/", campaigns.StartCampaignView.as_view()),
    path("api/v1/campaigns/<int:pk>/pause/", campaigns.PauseCampaignView.as_view()),
    path("api/v1/campaigns/<int:pk>/extend/", campaigns.ExtendCampaignView.as_view()),
    path("api/v1/campaigns/<int:pk>/preview/", way.PreviewView.as_view()),
    path("api/v1/campaigns/<int:pk>/shortfalls/", campaigns.ShortfallsView.as_view()),
    path("api/v1/campaigns/<int:pk>/problems/", campaigns.ProblemsView.as_view()),
    path("api/v1/campaigns/<int:pk>/sessions/", campaigns.CampaignSessionsView.as_view()),
    path("api/v1/campaigns/<int:pk>/studies/", recruitment.StudiesView.as_view()),
    path("api/v1/campaigns/<int:pk>/participants/", recruitment.ParticipantsView.as_view()),
    path(
        "api/v1/campaigns/<int:pk>/participants/file/", recruitment.ParticipantsFileView.as_view()
    ),
    path("api/v1/studies/<int:pk>/", recruitment.StudyView.as_view()),
    path("api/v1/prolific/arrivals/", recruitment.ArrivalView.as_view()),
    path("api/v1/invites/<int:pk>/", invites.InviteView.as_view()),
    path("api/v1/invites/open/", invites.OpenInviteView.as_view()),
    path("api/v1/invites/join/", invites.JoinView.as_view()),
    path("api/v1/protocols/<int:pk>/", protocols.ProtocolView.as_view()),
    path("api/v1/work/path/", way.PlaceView.as_view()),
    path("api/v1/work/consent/", way.ConsentView.as_view()),
    path("api/v1/work/trials/", way.TrialsView.as_view()),
    path("api/v1/trials/<int:pk>/answers/", way.TrialAnswersView.as_view()),
    path("api/v1/work/sessions/", way.SessionsView.as_view()),
    path("api/v1/rating-sessions/<int:pk>/", way.RatingSessionView.as_view()),
    path("api/v1/rating-sessions/<int:pk>/leave/", way.LeaveSessionView.as_view()),
    path("api/v1/work/submission/", recruitment.SubmissionView.as_view()),
    path("api/v1/work/submission/withdraw/", recruitment.WithdrawView.as_view()),
    path("api/v1/work/", work.WorkView.as_view()),
    path("api/v1/work/next/", work.NextView.as_view()),
    path("api/v1/work/undo/", work.UndoView.as_view()),
    path("api/v1/assignments/<int:pk>/problems/", work.ProblemView.as_view()),
    path("api/v1/assignments/<int:pk>/rating/", work.RatingView.as_view()),
    path("api/v1/assignments/<int:pk>/preference/", work.PreferenceView.as_view()),
    path("api/v1/assignments/<int:pk>/checks/", corrections.DraftChecksView.as_view()),
    path("api/v1/assignments/<int:pk>/correction/", work.CorrectionView.as_view()),
    path("api/v1/disputes/<int:pk>/settlement/", disputes.SettlementView.as_view()),
    path("api/v1/assignments/<int:pk>/skip/", work.SkipView.as_view()),
    path("api/v1/label-studio/connections/", label_studio.ConnectionsView.as_view()),
    path(
        "api/v1/label-studio/connections/<int:pk>/test/", label_studio.ConnectionTestView.as_view()
    ),
    path("api/v1/label-studio/invitations/", label_studio.InvitationsView.as_view()),
    path("api/v1/campaigns/<int:pk>/label-studio/", label_studio.ProjectsView.as_view()),
    path("api/v1/campaigns/<int:pk>/label-studio/sync/", label_studio.SyncView.as_view()),
    path("api/v1/campaigns/<int:pk>/label-studio/rejected/", label_studio.RejectedView.as_view()),
    path("api/v1/label-studio/webhook/<uuid:key>/", label_studio_calls.WebhookView.as_view()),
    path(
        "label-studio/clips/<int:project>/<int:task>/<str:signature>.flac",
        label_studio_calls.ClipView.as_view(),
    ),
    re_path(r"^api/.*", missing_operation),
    re_path(r"^audio/(?P<sha256>[0-9a-f]{64})$", AudioView.as_view()),
    path("health/", HealthView.as_view()),
    # One sign-in for all, throttled and watched; the admin site's own is neither.
    path("admin/login/", RedirectView.as_view(url="/login?next=/admin/")),
    path("admin/", admin.site.urls),
    # Everything else is a page of the browser's app, which knows its own addresses.
    re_path(r"^(?!static/).*$", AppView.as_view()),
]
handler500 = "config.pages.server_error"
