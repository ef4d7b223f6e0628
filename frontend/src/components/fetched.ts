import { lazy, type ComponentType } from "react";

import { PageMissingError } from "./Boundary";

/** A part of the pages that is a download of its own: nobody waits for what others open. */
export function fetched<Name extends string, Props extends object>(
  name: Name,
  load: () => Promise<Record<Name, ComponentType<Props>>>,
) {
  return lazy(async () => {
    try {
      return { default: (await load())[name] };
    } catch (cause) {
      throw new PageMissingError(name, { cause });
    }
  });
}
