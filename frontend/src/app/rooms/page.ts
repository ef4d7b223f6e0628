import { lazy, type ComponentType } from "react";

import { PageMissingError } from "@/components/Boundary";

/** A page that is a download of its own: nobody waits for those that others open. */
export function page<Name extends string, Props extends object>(
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
