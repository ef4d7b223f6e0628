import { ActionIcon } from "@mantine/core";
import { usePrefetchQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";

import { languagesQuery } from "@/api/languages";
import { useUser } from "@/api/session";
import { Boundary } from "@/components/Boundary";
import { Dialog } from "@/components/Dialog";
import { MenuIcon } from "@/components/icons";

import classes from "./ConsoleShell.module.css";
import { Header } from "./Header";
import { Rail } from "./Rail";

export function ConsoleShell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const user = useUser();
  usePrefetchQuery(languagesQuery);
  const [menu, setMenu] = useState(false);
  const close = () => setMenu(false);
  if (user === null) return null;
  return (
    <>
      <a className="skip-link" href="#main">
        {t("shell.skip_to_content")}
      </a>
      <Header user={user}>
        <ActionIcon
          className={classes.burger ?? ""}
          variant="subtle"
          size={40}
          aria-label={t("shell.menu")}
          onClick={() => setMenu(true)}
        >
          <MenuIcon />
        </ActionIcon>
      </Header>
      <div className={classes.columns}>
        <div className={classes.rail}>
          <Rail user={user} onGo={close} />
        </div>
        <main id="main" className={classes.main} tabIndex={-1}>
          <Boundary key={pathname}>
            <Outlet />
          </Boundary>
        </main>
      </div>
      <Dialog title={t("shell.menu")} opened={menu} onClose={close} side>
        <Rail user={user} onGo={close} />
      </Dialog>
    </>
  );
}
