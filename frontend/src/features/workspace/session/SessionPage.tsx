import { useState } from "react";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { CampaignKind } from "@/api/types";

import type { Desk } from "../api/next-assignment";
import { PathFrame } from "../path/PathFrame";
import { StepTitle } from "../path/StepTitle";
import { MANNERS } from "./manners";
import { SessionDesk } from "./SessionDesk";

interface Props {
  kind: CampaignKind;
  desk: Desk;
  /** The session to go on with. */
  open: number | null;
  /** Ask the server what comes next. */
  onOver: () => Promise<void>;
}

/** Before, in and after a session of about ten clips. */
export default function SessionPage({ kind, desk, open, onOver }: Props) {
  const { t } = useTranslation();
  const [started, setStarted] = useState(open !== null);
  const manner = MANNERS[kind];
  if (started) return <SessionDesk manner={manner} desk={desk} onOver={() => void onOver()} />;
  return (
    <PathFrame language={desk.language} steps={[]} step="work">
      <StepTitle title={t("session.ready_title")} lead={t(manner.lead)} />
      <Button size="lg" onClick={() => setStarted(true)}>
        {t("session.start")}
      </Button>
    </PathFrame>
  );
}
