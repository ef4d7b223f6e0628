import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { RatingSession } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";

import type { Desk } from "../api/next-assignment";
import { workQuery } from "../api/get-work";
import { useOutboxState } from "../outbox/use-outbox";
import type { DeskWork } from "../parts/DeskFrame";
import { getSession } from "../api/sessions";
import { PathFrame } from "../path/PathFrame";
import { StepTitle } from "../path/StepTitle";
import { LastHeld } from "./LastHeld";

interface Props {
  session: number;
  /** What the work is called. */
  title: string;
  desk: Desk;
  undo: DeskWork["undo"];
  onNext: () => void;
}

/** While answers are still on their way the session isn't over for the server. */
const ASK_AGAIN_MS = 2_000;

/** Thanks, what came of the session, how much is left, and a rest or the next one. */
export default function SessionOver({ session: id, title, desk, undo, onNext }: Props) {
  const { t } = useTranslation();
  const held = useOutboxState().entries.some(
    ({ heldUntil, assignment }) => heldUntil > 0 && assignment.campaign === desk.campaign,
  );
  const {
    data: session,
    error,
    refetch,
  } = useQuery({
    queryKey: ["session-over", id],
    queryFn: () => getSession(id),
    enabled: !held,
    refetchInterval: ({ state }) => (state.data?.state === "active" ? ASK_AGAIN_MS : false),
  });
  const { data: work } = useQuery(workQuery);
  const here = work?.find(
    ({ campaign, language }) => campaign.id === desk.campaign && language === desk.language,
  );
  if (held)
    return (
      <PathFrame language={desk.language} steps={[]} step="work">
        <LastHeld undo={undo} />
      </PathFrame>
    );
  return (
    <PathFrame language={desk.language} steps={[]} step="work">
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {session === undefined && error === null && <Loading />}
      {session !== undefined && (
        <>
          <Outcome key={session.state} session={session} />
          {here !== undefined && here.waiting > 0 && (
            <Text>
              {title}: {t("work.waiting", { count: here.waiting })}
            </Text>
          )}
          <Group>
            {session.state !== "active" && (
              <Button size="lg" onClick={onNext}>
                {t("session.another")}
              </Button>
            )}
            <Button component={Link} to="/" size="lg" variant="default">
              {t("session.rest")}
            </Button>
          </Group>
        </>
      )}
    </PathFrame>
  );
}

function Outcome({ session: { state, attentive } }: { session: RatingSession }) {
  const { t } = useTranslation();
  if (state === "active")
    return <StepTitle title={t("session.sending_title")} lead={t("session.sending_lead")} />;
  if (state === "lapsed")
    return <StepTitle title={t("session.lapsed_title")} lead={t("session.lapsed_lead")} />;
  return (
    <>
      <StepTitle title={t("session.finished_title")} lead={t("session.finished_lead")} />
      {attentive === false && (
        <Alert color="yellow">
          <Text fw={600} mb={4}>
            {t("session.missed_title")}
          </Text>
          <Text>{t("session.missed_lead")}</Text>
        </Alert>
      )}
    </>
  );
}
