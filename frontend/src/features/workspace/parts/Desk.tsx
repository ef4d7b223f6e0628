import type { ReactNode } from "react";
import { useParams } from "react-router";

import { Finished } from "./Finished";
import { DeskFrame, type DeskTask } from "./DeskFrame";
import { useAssignments } from "../use-assignments";

export type { DeskActions } from "./DeskFrame";

interface Props {
  title: string;
  children: DeskTask;
}

/** One piece of work after the other, as long as there is any. */
export function Desk({ title, children }: Props): ReactNode {
  const { campaign, language = "" } = useParams();
  const work = useAssignments({ campaign: Number(campaign), language });
  return (
    <DeskFrame
      title={title}
      language={language}
      work={work}
      finished={<Finished done={work.done} onUndo={() => work.undo.mutate()} />}
    >
      {children}
    </DeskFrame>
  );
}
