import { useId } from "react";

import type { ScaleQuestion } from "@/api/types";

import radios from "../parts/RadioCard.module.css";
import classes from "./ScaleField.module.css";

interface Props {
  scale: ScaleQuestion;
  /** One key per step, shown where there is a keyboard. */
  keys: string;
  open: boolean;
  value: number | null;
  onChange: (score: number) => void;
}

export function ScaleField({ scale, keys, open, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className={classes.field} disabled={!open}>
      <legend className={classes.question}>{scale.question}</legend>
      <div className={classes.steps}>
        {Array.from(keys, (key, index) => ({ key, score: index + 1 })).map(({ key, score }) => (
          <label key={score} className={`${radios.card} ${classes.step}`}>
            <input
              type="radio"
              name={name}
              value={score}
              checked={value === score}
              onChange={() => onChange(score)}
            />
            <span className={classes.number}>{score}</span>
            <span className={classes.anchor}>{scale.anchors[score]}</span>
            <kbd className={radios.key} aria-hidden>
              {key}
            </kbd>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
