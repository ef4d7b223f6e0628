import { Input } from "@mantine/core";
import { useId } from "react";

import classes from "./FileField.module.css";

interface Props {
  name: string;
  label: string;
  description: string;
}

/** A file that a form must have, chosen or dropped. */
export function FileField({ name, label, description }: Props) {
  const id = useId();
  return (
    <Input.Wrapper label={label} description={description} id={id} required>
      <input id={id} className={classes.file} type="file" name={name} required />
    </Input.Wrapper>
  );
}
