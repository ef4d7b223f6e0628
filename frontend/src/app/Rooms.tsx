import { type ReactNode } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";

import { useUser } from "@/api/session";
import type { CampaignKind } from "@/api/types";
import { fetched } from "@/components/fetched";
import { loadWords } from "@/lib/i18n";
import { ROOMS } from "@/lib/rooms";

import { InterfaceControls } from "./shell/InterfaceControls";
import { RaterShell } from "./shell/RaterShell";

// Each room is a download of its own: a rater never loads the console.
const LoginPage = fetched("default", () => import("@/features/login/LoginPage"));
const Entrances = fetched("default", () => import("./rooms/Entrances"));
const EndPage = fetched("default", () => import("@/features/join/EndPage"));
const WorkPage = fetched("default", () => import("@/features/workspace/WorkPage"));
const PathPage = fetched("default", () => import("@/features/workspace/path/PathPage"));
const PreviewPage = fetched("default", () => import("@/features/workspace/preview/PreviewPage"));
const RatePage = fetched("default", () => import("@/features/workspace/listening/RatePage"));
const ChoosePage = fetched("default", () => import("@/features/workspace/preferring/ChoosePage"));
const CorrectPage = fetched("default", () => import("@/features/workspace/correction/CorrectPage"));
const Console = fetched("default", async () => {
  const [room] = await Promise.all([import("./rooms/Console"), loadWords("console")]);
  return room;
});

/** Sends everyone to the rooms their role opens; the server decides again on every request. */
export function Rooms() {
  const user = useUser();
  const location = useLocation();
  if (isEntrance(location.pathname)) return <Entrances />;
  if (user === null) {
    if (location.pathname === "/login") return <LoginPage controls={<InterfaceControls />} />;
    return <Navigate to={`/login?next=${encodeURIComponent(location.pathname)}`} replace />;
  }
  if (user.role !== "rater" && !isRaterPage(location.pathname)) return <Console />;
  return (
    <Routes>
      <Route element={<RaterShell key={user.id} user={user} />}>
        <Route index element={<WorkPage />} />
        {wayTo("listening", <RatePage />)}
        {wayTo("correction", <CorrectPage />)}
        {wayTo("preference", <ChoosePage />)}
        {user.role !== "rater" && (
          <Route path="preview/:campaign/:language" element={<PreviewPage />} />
        )}
        <Route path="prolific/end" element={<EndPage />} />
        <Route path="*" element={<Navigate to="/" replace />} />
      </Route>
    </Routes>
  );
}

/** Where links lead people who may have no account yet. */
function isEntrance(path: string): boolean {
  const prolific = path.startsWith("/prolific/") && path !== "/prolific/end";
  return path === "/join" || path === "/return" || prolific;
}

/** Work behind consent, trials and whatever else its campaign asks for first. */
function wayTo(kind: CampaignKind, work: ReactNode) {
  const page = <PathPage kind={kind}>{work}</PathPage>;
  return <Route path={`${ROOMS[kind]}/:campaign/:language`} element={page} />;
}

function isRaterPage(path: string): boolean {
  return [...Object.values(ROOMS), "preview"].some((room) => path.startsWith(`/${room}/`));
}
