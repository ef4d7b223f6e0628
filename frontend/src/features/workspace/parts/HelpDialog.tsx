import { lazy } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";

// Fetched when it is asked for: most never do.
const HelpKeys = lazy(() => import("./HelpKeys"));

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function HelpDialog({ opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("help.title")} opened={opened} onClose={onClose}>
      <HelpKeys />
    </Dialog>
  );
}
