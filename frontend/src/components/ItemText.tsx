import { useLanguage } from "@/api/languages";
import { loadFont } from "@/lib/fonts";

import classes from "./ItemText.module.css";

interface Props {
  language: string;
  children: string;
  size?: "row" | "reading";
}

/** Text of an item: in its own language and direction, cut off from the page's. */
export function ItemText({ language: code, children, size = "reading" }: Props) {
  const language = useLanguage(code);
  loadFont(language.script);
  return (
    <bdi className={classes[size]} lang={language.bcp47} dir={language.direction}>
      {children}
    </bdi>
  );
}
