import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useOutbox } from "../outbox/use-outbox";
import type { DeskWork } from "../parts/DeskFrame";
import { UndoError } from "../parts/UndoError";
import { StepTitle } from "../path/StepTitle";

/** The last answer ends the session, and is held back a while: until then it can be undone. */
export function LastHeld({ undo }: { undo: DeskWork["undo"] }) {
  const { t } = useTranslation();
  const outbox = useOutbox();
  return (
    <>
      <StepTitle title={t("outbox.last_title")} lead={t("outbox.last_lead")} />
      <UndoError error={undo.error} />
      <Group>
        <Button size="lg" onClick={() => void outbox.release()}>
          {t("outbox.finish")}
        </Button>
        <Button size="lg" variant="default" onClick={() => undo.mutate()}>
          {t("desk.undo")}
        </Button>
      </Group>
    </>
  );
}
