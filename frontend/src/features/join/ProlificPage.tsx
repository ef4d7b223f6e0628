import { Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";

import { ApiError } from "@/api/client";
import { useUser } from "@/api/session";
import { ErrorNote } from "@/components/ErrorNote";

import { useArrive } from "./api/prolific";
import { Landing } from "./Landing";
import { arrivalFrom, workPath } from "./lib";

/** Where Prolific sends participants. Its ids leave the address as soon as they were read. */
export default function ProlificPage({ controls }: { controls: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { campaign } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const user = useUser();
  const arrive = useArrive();
  const arrival = arrivalFrom(campaign, search, i18n.language);
  const begin = () => {
    if (arrival === null) return;
    arrive.mutate(arrival, {
      onSuccess: (arrived) => void navigate(workPath(arrived), { replace: true }),
    });
  };
  const other = user !== null && user.arrived_by !== "prolific";
  return (
    <Landing title={t("prolific.title")} controls={controls}>
      {arrival === null ? (
        <Text role="alert">{t("prolific.broken_link")}</Text>
      ) : (
        <>
          <Text size="lg">{t("prolific.lead")}</Text>
          <Text>{t("prolific.private")}</Text>
          {other && (
            <Text c="dimmed">
              {t("prolific.signs_out")} <bdi>{user.display_name || user.username}</bdi>
            </Text>
          )}
          <ArrivalError error={arrive.error} />
          <Button size="lg" loading={arrive.isPending} onClick={begin}>
            {t("prolific.begin")}
          </Button>
        </>
      )}
    </Landing>
  );
}

/** The server's codes whose reason stands in the words of the interface. */
const REASONS = {
  study_unknown: "prolific.unknown",
  study_not_open: "prolific.not_open",
  already_took_part: "prolific.again",
  submission_taken: "prolific.unknown",
} as const;

function ArrivalError({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  const known = Object.entries(REASONS).find(
    ([code]) => error instanceof ApiError && error.code === code,
  );
  if (known === undefined) return <ErrorNote error={error} />;
  return <Text role="alert">{t(known[1])}</Text>;
}
