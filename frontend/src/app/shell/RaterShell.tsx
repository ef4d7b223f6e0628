import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";

import type { User } from "@/api/types";
import { Boundary } from "@/components/Boundary";
import { interfaceLanguage } from "@/lib/i18n";

import { Header } from "./Header";
import classes from "./RaterShell.module.css";

export function RaterShell({ user }: { user: User }) {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip-link" href="#main">
        {t("shell.skip_to_content")}
      </a>
      <Header user={user} />
      <main id="main" className={classes.main} tabIndex={-1}>
        <Boundary key={pathname}>
          <Outlet />
        </Boundary>
      </main>
      {!interfaceLanguage(i18n.language).reviewed && (
        <Text component="footer" size="sm" c="dimmed" p="md" ta="center">
          {t("shell.awaiting_review")}
        </Text>
      )}
    </>
  );
}
