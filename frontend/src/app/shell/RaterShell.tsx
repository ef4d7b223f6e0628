import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";

import type { User } from "@/api/types";
import { AwaitingReview } from "@/components/AwaitingReview";
import { Boundary } from "@/components/Boundary";
import { fetched } from "@/components/fetched";

import { Header } from "./Header";
import classes from "./RaterShell.module.css";

// Sends what waits from before; nothing to see before the first clip depends on it.
const OutboxNote = fetched("OutboxNote", () => import("@/features/workspace/outbox/OutboxNote"));
// Only who came from Prolific has it.
const ParticipantBar = fetched("default", () => import("@/features/join/ParticipantBar"));

export function RaterShell({ user }: { user: User }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip-link" href="#main">
        {t("shell.skip_to_content")}
      </a>
      <Header user={user} />
      <main id="main" className={classes.main} tabIndex={-1}>
        {user.arrived_by === "prolific" && (
          <Suspense>
            <ParticipantBar />
          </Suspense>
        )}
        <Suspense>
          <OutboxNote />
        </Suspense>
        <Boundary key={pathname}>
          <Outlet />
        </Boundary>
      </main>
      <AwaitingReview />
    </>
  );
}
