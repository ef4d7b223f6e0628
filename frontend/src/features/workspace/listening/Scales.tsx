import { useLanguage } from "@/api/languages";
import type { Scale } from "@/api/types";
import { loadFont } from "@/lib/fonts";

import classes from "./ScaleField.module.css";
import { ScaleField } from "./ScaleField";
import type { Choice } from "./scores";

interface Props {
  /** The scale is written in the language that is heard. */
  language: string;
  scale: Scale;
  open: boolean;
  scores: Choice;
  onChange: (scores: Choice) => void;
}

export function Scales({ language: code, scale, open, scores, onChange }: Props) {
  const language = useLanguage(code);
  loadFont(language.script);
  return (
    <div className={classes.scales} lang={language.bcp47} dir={language.direction}>
      <ScaleField
        scale={scale.naturalness}
        keys="12345"
        open={open}
        value={scores.naturalness}
        onChange={(naturalness) => onChange({ ...scores, naturalness })}
      />
      <ScaleField
        scale={scale.understood}
        keys="QWERT"
        open={open}
        value={scores.understood}
        onChange={(understood) => onChange({ ...scores, understood })}
      />
    </div>
  );
}
