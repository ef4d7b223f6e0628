import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DeskActions } from "./Desk";
import classes from "./Footer.module.css";

interface Send {
  label: string;
  ready: boolean;
  sending: boolean;
  onSend: () => void;
}

interface Props {
  actions: DeskActions;
  send?: Send;
  children?: ReactNode;
}

/** The bar under the thumb: undo and skip at the start, what sends the answer at the end. */
export function Footer({ actions, send, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className={children === undefined ? classes.footer : classes.tall}>
      <Group gap="xs">
        <Button size="md" variant="default" onClick={actions.undo}>
          {t("desk.undo")}
        </Button>
        <Button size="md" variant="default" onClick={actions.skip}>
          {t("desk.skip")}
        </Button>
      </Group>
      <Group gap="xs" className={classes.answers ?? ""}>
        {children}
        {send !== undefined && (
          <Button size="lg" disabled={!send.ready} loading={send.sending} onClick={send.onSend}>
            {send.label}
          </Button>
        )}
      </Group>
    </div>
  );
}
