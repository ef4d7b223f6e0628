import { useId } from "react";

import radios from "../parts/RadioCard.module.css";
import classes from "./path.module.css";

interface Props {
  label: string;
  choices: string[];
  open: boolean;
  /** Of the choices, where they aren't in the interface's language. */
  own: { lang: string; dir: string } | null;
  value: number | null;
  onChange: (index: number) => void;
}

/** One of a few texts, each a target as wide as the page. */
export function Choices({ label, choices, open, own, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className={classes.choices} aria-label={label} disabled={!open}>
      {choices.map((choice, index) => (
        <label key={choice} className={`${radios.card} ${classes.choice}`}>
          <input
            type="radio"
            name={name}
            checked={value === index}
            onChange={() => onChange(index)}
          />
          <bdi {...own}>{choice}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
