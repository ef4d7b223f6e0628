import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";

interface Props {
  done: number;
  onUndo: () => void;
}

export function Finished({ done, onUndo }: Props) {
  const { t } = useTranslation();
  const teaches = done > 0 ? t("desk.thanks", { count: done }) : t("desk.nothing_waits");
  return (
    <EmptyState title={t("desk.all_done")} teaches={teaches}>
      <Group>
        <Button component={Link} to="/">
          {t("desk.back")}
        </Button>
        {done > 0 && (
          <Button variant="default" onClick={onUndo}>
            {t("desk.undo")}
          </Button>
        )}
      </Group>
    </EmptyState>
  );
}
