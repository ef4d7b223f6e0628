import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { MoonIcon, SunIcon } from "@/components/icons";

import { LanguageMenu } from "./LanguageMenu";

/** The interface's language and its light or dark look; both stay in this browser. */
export function InterfaceControls() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  return (
    <>
      <LanguageMenu />
      <ActionIcon
        variant="subtle"
        size={40}
        aria-label={dark ? t("shell.light") : t("shell.dark")}
        onClick={() => setColorScheme(dark ? "light" : "dark")}
      >
        {dark ? <SunIcon /> : <MoonIcon />}
      </ActionIcon>
    </>
  );
}
