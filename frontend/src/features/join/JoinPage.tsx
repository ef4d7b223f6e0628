import { Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { ApiError } from "@/api/client";
import { useUser } from "@/api/session";
import type { Joined } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";

import { useInvite } from "./api/invites";
import { JoinAs } from "./JoinAs";
import { JoinForm } from "./JoinForm";
import { Landing } from "./Landing";
import { Welcome } from "./Welcome";

/** Where an invite link leads. The key stands behind the #, so no server's log ever has it. */
export default function JoinPage({ controls }: { controls: ReactNode }) {
  const { t } = useTranslation();
  const key = useLocation().hash.slice(1);
  const user = useUser();
  const invite = useInvite(key);
  const [joined, setJoined] = useState<Joined | null>(null);
  if (joined !== null)
    return (
      <Landing title={t("join.welcome")} controls={controls}>
        <Welcome joined={joined} />
      </Landing>
    );
  if (invite.error !== null)
    return (
      <Landing title={t("join.title")} controls={controls}>
        <Refusal error={invite.error} onRetry={() => void invite.refetch()} />
      </Landing>
    );
  return (
    <Landing title={t("join.title")} controls={controls}>
      {invite.isPending ? (
        <Loading />
      ) : (
        <>
          <Text size="lg">
            {t("join.lead")} <LanguageName code={invite.data.language} />
          </Text>
          {user === null ? (
            <JoinForm inviteKey={key} onJoined={setJoined} />
          ) : (
            <JoinAs inviteKey={key} user={user} onJoined={setJoined} />
          )}
        </>
      )}
    </Landing>
  );
}

/** The server's codes whose reason stands in the words of the interface. */
const REASONS = {
  invite_expired: "join.expired",
  invite_used_up: "join.used_up",
  invite_revoked: "join.revoked",
  invite_unknown: "join.unknown",
} as const;

function Refusal({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation();
  const known = Object.entries(REASONS).find(
    ([code]) => error instanceof ApiError && error.code === code,
  );
  if (known === undefined) return <ErrorNote error={error} onRetry={onRetry} />;
  return (
    <>
      <Text size="lg" role="alert">
        {t(known[1])}
      </Text>
      <Text>{t("join.ask_again")}</Text>
    </>
  );
}
