import { useState } from "react";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Desk } from "../api/next-assignment";
import { PathFrame } from "../path/PathFrame";
import { StepTitle } from "../path/StepTitle";
import { SessionDesk } from "./SessionDesk";

interface Props {
  desk: Desk;
  /** The session to go on with. */
  open: number | null;
  /** Ask the server what comes next. */
  onOver: () => Promise<void>;
}

/** Before, in and after a session of about ten clips. */
export default function SessionPage({ desk, open, onOver }: Props) {
  const { t } = useTranslation();
  const [started, setStarted] = useState(open !== null);
  if (started) return <SessionDesk desk={desk} onOver={() => void onOver()} />;
  return (
    <PathFrame language={desk.language} steps={[]} step="work">
      <StepTitle title={t("session.ready_title")} lead={t("session.ready_lead")} />
      <Button size="lg" onClick={() => setStarted(true)}>
        {t("session.start")}
      </Button>
    </PathFrame>
  );
}
