import { Input } from "@mantine/core";
import { useId } from "react";

import classes from "./FileField.module.css";

interface Props {
  name: string;
  label: string;
  description: string;
  error?: string | undefined;
  onChoose?: (file: File | undefined) => void;
}

/** A file that a form must have, chosen or dropped. */
export function FileField({ name, label, description, error, onChoose }: Props) {
  const id = useId();
  return (
    <Input.Wrapper label={label} description={description} id={id} error={error} required>
      <input
        id={id}
        className={classes.file}
        type="file"
        name={name}
        required
        onChange={(event) => onChoose?.(event.currentTarget.files?.[0])}
      />
    </Input.Wrapper>
  );
}
