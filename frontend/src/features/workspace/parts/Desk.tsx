import { Alert, Stack } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import type { Assignment } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";

import { useAssignments, type Assignments } from "../use-assignments";
import { DeskHeader } from "./DeskHeader";
import { Finished } from "./Finished";
import { HelpDialog } from "./HelpDialog";
import { SkipDialog } from "./SkipDialog";

export interface DeskActions {
  /** The answer arrived: put the next piece on the desk. */
  advance: () => void;
  undo: () => void;
  skip: () => void;
  help: () => void;
}

interface Props {
  title: string;
  children: (assignment: Assignment, actions: DeskActions, work: Assignments) => ReactNode;
}

/** The frame around one piece of work after the other: progress, skipping, undoing, help, the end. */
export function Desk({ title, children }: Props) {
  const { t } = useTranslation();
  const { campaign, language = "" } = useParams();
  const work = useAssignments({ campaign: Number(campaign), language });
  const [dialog, setDialog] = useState<"skip" | "help" | null>(null);
  const { data: assignment, error, isFetching, refetch } = work.current;
  const close = () => setDialog(null);
  const undo = () => work.undo.mutate();
  const actions: DeskActions = {
    advance: work.advance,
    undo,
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
        remaining={assignment?.remaining ?? 0}
        secondsEach={work.secondsEach}
        onHelp={actions.help}
      />
      <ErrorNote error={work.undo.error} />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {loading && <Loading />}
      {assignment === null && !loading && <Finished done={work.done} onUndo={undo} />}
      {assignment?.content_warning === true && (
        <Alert color="yellow">{t("desk.content_warning")}</Alert>
      )}
      {assignment && children(assignment, actions, work)}
      <HelpDialog opened={dialog === "help"} onClose={close} />
      {assignment && (
        <SkipDialog
          assignment={assignment.id}
          opened={dialog === "skip"}
          onClose={close}
          onSkipped={work.advance}
        />
      )}
    </Stack>
  );
}
