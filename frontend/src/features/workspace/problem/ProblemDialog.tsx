import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";
import { fetched } from "@/components/fetched";

import type { Props as FormProps } from "./ProblemForm";

// Fetched when it is asked for: few clips have a problem.
const ProblemForm = fetched("default", () => import("./ProblemForm"));

interface Props extends FormProps {
  opened: boolean;
}

export function ProblemDialog({ opened, ...form }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("problem.report")} opened={opened} onClose={form.onClose}>
      <ProblemForm {...form} />
    </Dialog>
  );
}
