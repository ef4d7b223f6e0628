import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { ErrorNote } from "@/components/ErrorNote";

import { PathFrame } from "../path/PathFrame";
import { StepTitle } from "../path/StepTitle";

interface Props {
  language: string;
  taking: boolean;
  error: Error | null;
  onTakeOver: () => void;
}

/** One session at a time: it is open in another tab, on another device, or in other work. */
export default function Elsewhere({ language, taking, error, onTakeOver }: Props) {
  const { t } = useTranslation();
  return (
    <PathFrame language={language} steps={[]} step="work">
      <StepTitle title={t("session.elsewhere_title")} lead={t("session.elsewhere_lead")} />
      <ErrorNote error={error} />
      <Group>
        <Button size="lg" loading={taking} onClick={onTakeOver}>
          {t("session.take_over")}
        </Button>
        <Button component={Link} to="/" size="lg" variant="default">
          {t("desk.back")}
        </Button>
      </Group>
    </PathFrame>
  );
}
