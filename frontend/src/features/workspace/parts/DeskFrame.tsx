import { Stack, Text } from "@mantine/core";
import { Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { fetched } from "@/components/fetched";
import { Loading } from "@/components/Loading";

import { clipsOf, useClipsAhead } from "../clips/use-clips";
import { DeskHeader } from "./DeskHeader";
import { HarmfulNote } from "./HarmfulNote";
import { HelpDialog } from "./HelpDialog";
import { UndoError } from "./UndoError";

// Fetched behind the first clip, and there before anybody can want it.
const SkipDialog = fetched("SkipDialog", () => import("./SkipDialog"));

export interface DeskActions {
  /** The answer is kept: put the next piece on the desk. */
  advance: () => void;
  undo: () => void;
  skip: () => void;
  help: () => void;
}

/** What lies on a desk, wherever it comes from: piece by piece, or a session at once. */
export interface DeskWork {
  /** Undefined while it is on its way and null when nothing is left. */
  current: Assignment | null | undefined;
  /** Those behind it: their clips are fetched while the person is busy with it. */
  ahead: Assignment[];
  error: Error | null;
  retry: () => void;
  /** The next piece can't be fetched without the network. */
  offline: boolean;
  done: number;
  remaining: number;
  /** Its answer ends a session. */
  isLast: boolean;
  secondsEach: number | null;
  advance: (answered: Assignment) => void;
  undo: { mutate: () => void; error: Error | null };
}

export type DeskTask = (assignment: Assignment, actions: DeskActions, work: DeskWork) => ReactNode;

interface Props {
  title: string;
  language: string;
  work: DeskWork;
  finished: ReactNode;
  children: DeskTask;
}

/** The frame around one piece of work after the other: progress, skipping, undoing, help, the end. */
export function DeskFrame({ title, language, work, finished, children }: Props) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<"skip" | "help" | null>(null);
  const { current: assignment, error, isLast } = work;
  useClipsAhead(clipsOf(work.ahead));
  const close = () => setDialog(null);
  const actions: DeskActions = {
    advance: () => assignment && work.advance(assignment),
    undo: () => work.undo.mutate(),
    skip: () => setDialog("skip"),
    help: () => setDialog("help"),
  };
  const loading = assignment === undefined && error === null;
  return (
    <Stack gap="md">
      <DeskHeader
        title={title}
        language={language}
        done={work.done}
        remaining={work.remaining}
        secondsEach={work.secondsEach}
        onHelp={actions.help}
      />
      <UndoError error={work.undo.error} />
      <ErrorNote error={error} onRetry={work.retry} />
      {loading &&
        (work.offline ? <Text role="status">{t("outbox.next_waits")}</Text> : <Loading />)}
      {assignment === null && finished}
      {assignment?.content_warning === true && (
        <HarmfulNote
          key={`warning ${assignment.id}`}
          assignment={assignment}
          isLast={isLast}
          onSkipped={actions.advance}
        />
      )}
      {assignment && children(assignment, actions, work)}
      <HelpDialog opened={dialog === "help"} onClose={close} />
      {assignment && (
        <Suspense fallback={null}>
          <SkipDialog
            key={`skip ${assignment.id}`}
            assignment={assignment}
            isLast={isLast}
            opened={dialog === "skip"}
            onClose={close}
            onSkipped={actions.advance}
          />
        </Suspense>
      )}
    </Stack>
  );
}
