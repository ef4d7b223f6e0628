import { CloseButton, Group, Title } from "@mantine/core";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Boundary } from "./Boundary";
import classes from "./Dialog.module.css";

interface Props {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
  side?: boolean;
}

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes on Escape. */
export function Dialog({ title, opened, onClose, children, side = false }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (opened) ref.current?.showModal();
    else ref.current?.close();
  }, [opened]);
  return (
    <dialog
      ref={ref}
      className={side ? classes.side : classes.dialog}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      {opened && (
        <>
          <Group justify="space-between" wrap="nowrap" mb="md">
            <Title order={1} size="h3" id={titleId}>
              {title}
            </Title>
            <CloseButton size="lg" aria-label={t("common.close")} onClick={onClose} />
          </Group>
          <Boundary>{children}</Boundary>
        </>
      )}
    </dialog>
  );
}
