import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { ShownChoice } from "@/api/types";

import radios from "../parts/RadioCard.module.css";
import { choices, letters } from "./choice";
import classes from "./PreferenceTask.module.css";

interface Props {
  open: boolean;
  value: ShownChoice | null;
  onChange: (choice: ShownChoice) => void;
}

/** A, equally good or B, in the order of the answers above; closed until the question was heard. */
export function Choices({ open, value, onChange }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const [first, second] = letters;
  const words = {
    a: t("preferring.better", { letter: first }),
    tie: t("preferring.tie"),
    b: t("preferring.better", { letter: second }),
  };
  return (
    <fieldset className={classes.choices} disabled={!open}>
      <legend className={classes.question}>{t("preferring.which")}</legend>
      <div className={classes.steps}>
        {choices.map(({ choice, key }) => (
          <label key={choice} className={`${radios.card} ${classes.step}`}>
            <input
              type="radio"
              name={name}
              value={choice}
              checked={value === choice}
              onChange={() => onChange(choice)}
            />
            <span>{words[choice]}</span>
            <kbd className={radios.key} aria-hidden>
              {key}
            </kbd>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
