import { useMutation } from "@tanstack/react-query";
import { Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api/client";
import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";
import { fetched } from "@/components/fetched";

import type { Desk } from "../api/next-assignment";
import { leaveSession } from "../api/sessions";
import { DeskFrame } from "../parts/DeskFrame";
import type { Manner } from "./manners";
import { useSession } from "./use-session";

// Shown where the server refuses, so the network is there.
const Elsewhere = fetched("default", () => import("./Elsewhere"));
// Fetched behind the first clip: at the end the network may be gone.
const fetchOver = () => import("./SessionOver");
const SessionOver = fetched("default", fetchOver);

interface Props {
  manner: Manner;
  desk: Desk;
  onOver: () => void;
}

/** The clips of one session, one after the other. */
export function SessionDesk({ manner, desk, onOver }: Props) {
  const { t } = useTranslation();
  const { session, work, takeOver } = useSession(desk);
  const [asking, setAsking] = useState(false);
  const leave = useMutation({ mutationFn: leaveSession });
  useEffect(() => void fetchOver().catch(() => undefined), []);
  const title = t(manner.title);
  const refusal = work.error;
  if (refusal instanceof ApiError && refusal.code === "session_elsewhere")
    return (
      <Elsewhere
        language={desk.language}
        taking={takeOver.isPending}
        error={takeOver.error}
        onTakeOver={() => takeOver.mutate()}
      />
    );
  if (refusal instanceof ApiError && refusal.code === "step_due")
    return <ErrorNote error={refusal} onRetry={onOver} />;
  if (session !== undefined && (work.remaining === 0 || leave.isSuccess))
    return (
      <SessionOver
        session={session.id}
        title={title}
        desk={desk}
        undo={work.undo}
        onNext={onOver}
      />
    );
  return (
    <>
      <title>{`${title} · MultiSpeech Studio`}</title>
      <DeskFrame title={title} language={desk.language} work={work} finished={null}>
        {manner.task}
      </DeskFrame>
      {session !== undefined && (
        <Group justify="center">
          <Button variant="subtle" mih={44} onClick={() => setAsking(true)}>
            {t("session.leave")}
          </Button>
        </Group>
      )}
      <Dialog title={t("session.leave_ask")} opened={asking} onClose={() => setAsking(false)}>
        <Text mb="md">{t("session.leave_means")}</Text>
        <ErrorNote error={leave.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("common.cancel")}
          </Button>
          <Button loading={leave.isPending} onClick={() => session && leave.mutate(session.id)}>
            {t("session.leave")}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
