/** The shapes of the REST API under the names the pages use; generated, never written by hand. */
import type { components, paths } from "./schema";

export type * from "./model-types";

type Schemas = components["schemas"];

export type User = Schemas["User"];
export type Scope = Schemas["ScopeEnum"];
export type ApiToken = Schemas["Token"];
export type NewToken = Schemas["NewTokenRequest"];
export type Session = Schemas["Session"];
export type ControlClip = Schemas["ControlClip"];
export type ControlChange = Schemas["PatchedControlChangeRequest"];
export type NewGold = Schemas["GoldRequest"];
export type Language = Schemas["Language"];
export type Dataset = Schemas["Dataset"];
export type NewDataset = Schemas["DatasetRequest"];
export type Overview = Schemas["Overview"];
export type Attention = Schemas["Attention"];
export type Benchmarked = Schemas["Benchmarked"];
export type LanguageState = Schemas["LanguageState"];
export type Rejections = Schemas["Rejections"];
export type CheckRate = Schemas["CheckRate"];
export type RejectionRate = Schemas["RejectionRate"];
export type DatedRejectionRate = Schemas["DatedRejectionRate"];
export type VoiceRate = Schemas["VoiceRate"];
export type SplitCounts = Schemas["SplitCounts"];
export type Member = Schemas["Member"];
export type DatasetChange = Schemas["PatchedDatasetRequest"];
export type StorageReport = Schemas["StorageReport"];

export type FoundItem = Schemas["FoundItem"];
export type ItemChoices = Schemas["ItemChoices"];
export type ItemEvent = Schemas["ItemEvent"];
export type ItemDetail = Schemas["ItemInLanguages"];
export type ItemVersion = Schemas["Version"];
export type Check = Schemas["Check"];
export type ImportRun = Schemas["ImportRun"];
export type CheckedFile = Schemas["CheckedFile"];
export type NearDuplicate = Schemas["NearDuplicate"];
export type MemoryLanguage = Schemas["LanguageMemory"];

export type JobKind = Schemas["JobKind"];
export type Job = Schemas["Job"];
export type JobState = Schemas["JobStateEnum"];
export type NewJob = Schemas["NewJobRequest"];
export type JobChange = Schemas["PatchedSteeringRequest"];
export type HistoryEvent = Schemas["HistoryEvent"];
export type Workload = Schemas["Workload"];
export type Estimate = Schemas["JobEstimate"];
export type Failure = Schemas["UnitFailure"];
export type Batch = Schemas["Batch"];
export type JobChoices = Schemas["JobChoices"];

export type Campaign = Schemas["Campaign"];
export type NewCampaign = Schemas["NewCampaignRequest"];
export type CampaignWish = Schemas["CampaignWishRequest"];
export type ForeseenCampaign = Schemas["Foreseen"][];
export type CampaignKind = Schemas["CampaignKindEnum"];
export type Backend = Schemas["BackendEnum"];
export type NewConnection = Schemas["NewConnectionRequest"];
export type BenchLoop = Schemas["BenchLoop"];
export type NewBenchLoop = Schemas["NewBenchLoopRequest"];
export type NewInvitation = Schemas["InvitationRequest"];
export type LabelStudioProject = Schemas["ProjectProgress"];
export type Statistics = Schemas["Statistics"];
export type StatisticsRow = Schemas["StatisticsRow"];
export type ScaleSummary = Schemas["ScaleSummary"];
export type Needs = Schemas["Needs"];
export type ExclusionReason = Schemas["ExclusionReasonEnum"];
export type Raters = Schemas["Raters"];
export type RaterAtWork = Schemas["RaterAtWork"];
export type RaterWork = Schemas["RaterWork"];
export type LanguageShortfall = Schemas["LanguageShortfall"];
export type GivenAnswer = Schemas["GivenAnswer"];
export type Work = Schemas["Work"];
export type Assignment = Schemas["Assignment"];
export type Scale = Schemas["Scale"];
export type ScaleQuestion = Schemas["Anchors"];
export type Texts = Schemas["Texts"];
export type Verdict = Schemas["VerdictEnum"];
export type ShownChoice = Schemas["ShownChoiceEnum"];
export type Warning = Schemas["Warning"];
export type Finding = Schemas["Finding"];
export type Proposal = Schemas["Proposal"];
export type CorrectionRates = Schemas["CorrectionRates"];
export type RateRow = Schemas["RateRow"];
export type EffortRow = Schemas["EffortRow"];
export type Edits = Schemas["Edits"];
export type SettledCorrection = Schemas["SettledCorrection"];
export type Dispute = Schemas["Dispute"];

export type JoinRequest = Schemas["JoinRequest"];
export type Joined = Schemas["Joined"];
export type ArrivalRequest = Schemas["ArrivalRequest"];
export type Submission = Schemas["Submission"];
export type Outcome = Schemas["OutcomeEnum"];
export type Invite = Schemas["Invite"];
export type NewInvite = Schemas["NewInviteRequest"];
export type Study = Schemas["Study"];
export type NewStudy = Schemas["StudyRequest"];
export type Participant = Schemas["Participant"];

export type Token = Schemas["Token"];

export type Voice = Schemas["Voice"];
export type VoiceChange = Schemas["PatchedVoiceRequest"];
export type Engine = Schemas["Engine"];
export type SetAside = Schemas["SetAside"];

export type Place = Schemas["Place"];
export type ConsentText = Schemas["ConsentText"];
export type Trial = Schemas["Trial"];
export type TrialKind = Schemas["TrialKindEnum"];
export type TrialQuestion = Schemas["Question"];
export type RatingSession = Schemas["RatingSession"];
export type PlaybackEvent = Schemas["PlaybackEventRequest"];
export type Problem = Schemas["ProblemRequest"];
export type ProblemCause = Schemas["ProblemCauseEnum"];
export type Preview = Schemas["Preview"];
export type Protocol = Schemas["Protocol"];
export type NewProtocol = Schemas["ProtocolRequest"];
export type Shortfall = Schemas["Shortfall"];
export type CampaignExtension = Schemas["ExtensionRequest"];

export type Release = Schemas["Release"];
export type WholeRelease = Schemas["WholeRelease"];
export type Gate = Schemas["Gate"];
export type ReleaseChanges = Schemas["ChangeSummary"];
export type ChangeKind =
  paths["/api/v1/datasets/{slug}/releases/{name}/changes/"]["get"]["parameters"]["query"]["kind"];
export type ReleaseLanguage = Schemas["LanguageNumbers"];
export type ReleaseOpinion = Schemas["OpinionNumbers"];
export type Export = Schemas["Export"];
