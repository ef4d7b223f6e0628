import {
  ActionIcon,
  NativeSelect,
  useComputedColorScheme,
  useDirection,
  useMantineColorScheme,
} from "@mantine/core";
import { useTranslation } from "react-i18next";

import { MoonIcon, SunIcon } from "@/components/icons";
import { loadFont } from "@/lib/fonts";
import { interfaceLanguage, rememberLanguage, switchLanguage } from "@/lib/i18n";
import { interfaceLanguages } from "@/locales";

/** The interface's language and its light or dark look; both stay in this browser. */
export function InterfaceControls() {
  const { t, i18n } = useTranslation();
  const { setDirection } = useDirection();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  loadFont(interfaceLanguage(i18n.language).script);

  const choose = async (tag: string) => {
    rememberLanguage(tag);
    setDirection(await switchLanguage(tag));
  };
  return (
    <>
      <NativeSelect
        aria-label={t("shell.interface_language")}
        value={i18n.language}
        data={interfaceLanguages.map(({ bcp47, endonym }) => ({ value: bcp47, label: endonym }))}
        onChange={(event) => void choose(event.currentTarget.value)}
      />
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
