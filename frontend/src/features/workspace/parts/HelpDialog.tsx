import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";
import { fetched } from "@/components/fetched";

// Fetched when it is asked for: most never do.
const HelpKeys = fetched("default", () => import("./HelpKeys"));

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
