/** The shapes of trainings and benchmarks, under the names the pages use. */
import type { components } from "./schema";

type Schemas = components["schemas"];

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
export type AskedItem = Schemas["AskedItem"];
export type ComparedItem = Schemas["ComparedItem"];
export type ComparedAnswer = Schemas["Answer"];
export type Judgement = Schemas["Judgement"];
export type ComparedOutcome = Schemas["ComparedItemOutcomeEnum"];
export type Agreement = Schemas["Agreement"];
export type PeopleRates = Schemas["PeopleRates"];
export type PeopleChosen = Schemas["Chosen"];
export type PeopleVotes = Schemas["PeopleVotes"];
export type Difference = Schemas["Difference"];
export type Differences = Schemas["Differences"];
export type PrintedColumn = Schemas["PrintedColumn"];
export type PrintedRate = Schemas["PrintedRate"];
export type NewPeopleCampaign = Schemas["AskPeopleRequest"];
export type Models = Schemas["Models"];
export type Preference = Schemas["Preference"];
export type SystemResult = Schemas["Result"];
export type ResultRow = Schemas["ResultRow"];
export type OutcomeCells = Schemas["Outcomes"];
export type DrawnTraining = Schemas["DrawnTraining"];
