import { Navigate, Route, Routes } from "react-router";

import JoinPage from "@/features/join/JoinPage";
import ProlificPage from "@/features/join/ProlificPage";
import ReturnPage from "@/features/join/ReturnPage";

import { InterfaceControls } from "../shell/InterfaceControls";

/** The doors: an invite, a private link back, and Prolific. */
export default function Entrances() {
  const controls = <InterfaceControls />;
  return (
    <Routes>
      <Route path="join" element={<JoinPage controls={controls} />} />
      <Route path="return" element={<ReturnPage controls={controls} />} />
      <Route path="prolific/:campaign" element={<ProlificPage controls={controls} />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  );
}
