import { Stack } from "@mantine/core";
import { lazy, Suspense, useState, type ReactNode } from "react";

import type { Assignment } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";

import { DeskHeader } from "./DeskHeader";
import { HarmfulNote } from "./HarmfulNote";
import { HelpDialog } from "./HelpDialog";

// Fetched behind the first clip, and there before anybody can want it.
const SkipDialog = lazy(async () => ({ default: (await import("./SkipDialog")).SkipDialog }));

export interface DeskActions {
  /** The answer arrived: put the next piece on the desk. */
  advance: () => void;
  undo: () => void;
  skip: () => void;
  help: () => void;
}

/** What lies on a desk, wherever it comes from: piece by piece, or a session at once. */
export interface DeskWork {
  /** `data` is undefined while it is on its way and null when nothing is left. */
  current: {
    data: Assignment | null | undefined;
    error: Error | null;
    isFetching: boolean;
    refetch: () => unknown;
  };
  after: Assignment | null;
  done: number;
  remaining: number;
  secondsEach: number | null;
  advance: () => void;
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
  const [dialog, setDialog] = useState<"skip" | "help" | null>(null);
  const { data: assignment, error, isFetching, refetch } = work.current;
  const close = () => setDialog(null);
  const actions: DeskActions = {
    advance: work.advance,
    undo: () => work.undo.mutate(),
    skip: () => setDialog("skip"),
    help: () => setDialog("help"),
  };
  const loading =
    error === null && (assignment === undefined || (assignment === null && isFetching));
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
      <ErrorNote error={work.undo.error} />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {loading && <Loading />}
      {assignment === null && !loading && finished}
      {assignment?.content_warning === true && (
        <HarmfulNote key={assignment.id} assignment={assignment.id} onSkipped={work.advance} />
      )}
      {assignment && children(assignment, actions, work)}
      <HelpDialog opened={dialog === "help"} onClose={close} />
      {assignment && (
        <Suspense fallback={null}>
          <SkipDialog
            assignment={assignment.id}
            opened={dialog === "skip"}
            onClose={close}
            onSkipped={work.advance}
          />
        </Suspense>
      )}
    </Stack>
  );
}
