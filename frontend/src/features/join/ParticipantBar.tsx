import { Button, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useSearchParams } from "react-router";

import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";

import { SUBMISSIONS, submissionQuery, useWithdraw } from "./api/prolific";
import classes from "./Landing.module.css";
import { END, endPath, partOf } from "./lib";

/** What the workspace asks for when a session is through. */
const SESSION_OVER = "session-over";

/** Over a participant's pages: a way to stop at any time; leads to the code once all is done. */
export default function ParticipantBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const part = partOf(pathname, useSearchParams()[0]);
  const { data } = useQuery(submissionQuery(part));
  const withdraw = useWithdraw(part);
  const [asking, setAsking] = useState(false);
  const over = data !== undefined && data.outcome !== "";
  const end = over ? endPath(data) : null;
  useEffect(() => {
    if (end !== null && pathname !== END) void navigate(end, { replace: true });
  }, [end, pathname, navigate]);
  // A page of the way, or a session that ended, may have been the last one.
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: SUBMISSIONS });
    look();
    return client.getQueryCache().subscribe(({ type, query }) => {
      const key: readonly unknown[] = query.queryKey as unknown[];
      if (type === "added" && key[0] === SESSION_OVER) look();
    });
  }, [client, pathname]);
  if (over || data === undefined) return null;
  return (
    <Group justify="flex-end" className={classes.bar ?? ""}>
      <Button variant="subtle" size="compact-md" onClick={() => setAsking(true)}>
        {t("prolific.stop")}
      </Button>
      <Dialog title={t("prolific.stop")} opened={asking} onClose={() => setAsking(false)}>
        <Text mb="md">{t("prolific.stop_means")}</Text>
        <ErrorNote error={withdraw.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("common.cancel")}
          </Button>
          <Button
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined, { onSuccess: () => setAsking(false) })}
          >
            {t("prolific.stop")}
          </Button>
        </Group>
      </Dialog>
    </Group>
  );
}
