/** The shapes of the REST API under the names the pages use; generated, never written by hand. */
import type { components, paths } from "./schema";

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
export type LanguageState = Schemas["LanguageState"];
export type Rejections = Schemas["Rejections"];
export type CheckRate = Schemas["CheckRate"];
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
export type NearDuplicate = Schemas["NearDuplicate"];
export type MemoryLanguage = Schemas["LanguageMemory"];

export type JobKind = Schemas["JobKind"];
export type Job = Schemas["Job"];
export type JobState = Schemas["JobStateEnum"];
export type NewJob = Schemas["NewJobRequest"];
export type JobChange = Schemas["PatchedSteeringRequest"];
export type Estimate = Schemas["JobEstimate"];
export type Failure = Schemas["UnitFailure"];
export type Batch = Schemas["Batch"];
export type JobChoices = Schemas["JobChoices"];

export type Campaign = Schemas["Campaign"];
export type NewCampaign = Schemas["NewCampaignRequest"];
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
export type RaterStatistics = Schemas["RaterStatistics"];
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
export type CorrectionStatistics = Schemas["CorrectionStatistics"];
export type CorrectionRow = Schemas["CorrectionRow"];
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

export type Recipe = Schemas["Recipe"];
export type RecipeList = Schemas["Recipes"];
export type Training = Schemas["TrainingRun"];
export type TrainingDetail = Schemas["TrainingDetail"];
export type TrainingState = Schemas["TrainingStateEnum"];
export type TrainingChoices = Schemas["TrainingChoices"];
export type TrainingEstimate = Schemas["TrainingEstimate"];
export type NewTraining = Schemas["StartTrainingRequest"];
export type TrainingCurves = Schemas["Curves"];
export type TrainingPoint = Schemas["TrainingPoint"];
export type ModelCheckpoint = Schemas["Checkpoint"];

export type Benchmark = Schemas["Benchmark"];
export type BenchmarkTask = Schemas["TaskEnum"];
export type Leaderboard = Schemas["Leaderboard"];
export type Standing = Schemas["Standing"];
export type Score = Schemas["Score"];
export type Comparison = Schemas["Comparison"];
export type Matches = Schemas["Matches"];
export type System = Schemas["System"];
export type NewSystem = Schemas["SystemRequest"];
export type EvaluationChoices = Schemas["EvaluationChoices"];
export type ComparedItem = Schemas["ComparedItem"];
export type ComparedAnswer = Schemas["Answer"];
export type Judgement = Schemas["Judgement"];
export type ComparedOutcome = Schemas["ComparedItemOutcomeEnum"];
export type Agreement = Schemas["Agreement"];
export type PeopleRates = Schemas["PeopleRates"];
export type NewPeopleCampaign = Schemas["AskPeopleRequest"];
